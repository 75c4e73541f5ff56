// A proxy in a process of its own: five thousand connections through it do not slow those down who make them.
import { startFaultProxy } from '@firsthand/testkit'

const proxy = await startFaultProxy({ to: Number(process.argv[2]) })
process.on('message', () => {
  process.send?.({ dropped: proxy.connections })
  proxy.cut()
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: proxy.port })

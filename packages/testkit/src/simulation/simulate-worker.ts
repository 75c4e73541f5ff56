import { simulateSeed } from './simulate.ts'

/** Every so many-th seed from one on, told about one by one. */
const [from, to, every] = process.argv.slice(2, 5).map(Number) as [number, number, number]
const held = process.argv[5] === 'held'

for (let seed = from; seed < to; seed += every) {
  const { blames, happened, healedAfterMs } = await simulateSeed(seed, { held })
  process.send!({ seed, blames, happened, healedAfterMs })
}
process.disconnect!()

import { expect, test } from 'vitest'
import { createConnected } from './connected.ts'
import type { RelaySocket } from './socket-server.ts'

test('a person has the connections that were let in and have not gone', () => {
  const connected = createConnected()
  const [one, two, other] = [{}, {}, {}] as [RelaySocket, RelaySocket, RelaySocket]
  connected.add('ada', one)
  connected.add('ada', two)
  connected.add('grace', other)
  expect(connected.of('ada')).toEqual([one, two])
  connected.remove('ada', one)
  expect(connected.of('ada')).toEqual([two])
  connected.remove('ada', two)
  connected.remove('ada', two)
  expect([connected.of('ada'), connected.of('grace')]).toEqual([[], [other]])
})

test('who is ended while they are gone through is still gone through once', () => {
  const connected = createConnected()
  const sockets = Array.from({ length: 3 }, () => ({}) as RelaySocket)
  for (const socket of sockets) connected.add('ada', socket)
  const ended: RelaySocket[] = []
  for (const socket of connected.of('ada')) {
    connected.remove('ada', socket)
    ended.push(socket)
  }
  expect(ended).toEqual(sockets)
})

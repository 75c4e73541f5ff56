import { expect, test } from 'vitest'
import { readRedisServer } from './redis-server.ts'

const info = (...lines: string[]): string => `# Server\r\n${lines.join('\r\n')}\r\n`

test.each([
  [['redis_version:6.0.16', 'redis_mode:standalone'], { enough: false, sharded: false }],
  [['redis_version:6.2.0', 'redis_mode:standalone'], { enough: true, sharded: false }],
  [['redis_version:7.0.15', 'redis_mode:standalone'], { enough: true, sharded: true }],
  [['redis_version:7.2.4', 'server_name:valkey', 'valkey_version:8.1.0', 'redis_mode:standalone'], { enough: true, sharded: true }],
  [['redis_version:7.4.1', 'redis_mode:cluster'], { enough: true, sharded: false }],
  [['redis_version:10.0.0', 'redis_mode:standalone'], { enough: true, sharded: true }],
  [['nothing:known'], { enough: false, sharded: false }],
])('a server that says %j is %j', (lines, expected) => {
  expect(readRedisServer(info(...lines))).toMatchObject(expected)
})

test('of a Valkey its own version is named, too', () => {
  expect(readRedisServer(info('redis_version:7.2.4', 'valkey_version:8.1.0')).version).toBe('7.2.4 (Valkey 8.1.0)')
})

// Breaks a relay on purpose, before it starts: every commit is made without waiting for the disk. What checks the order of system calls
// must find it out.
import { DatabaseSync } from 'node:sqlite'

const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (sql, ...rest) {
  // The store has made sure of its settings by the time it prepares this.
  if (sql === 'begin immediate') this.exec('pragma synchronous = normal')
  return prepare.call(this, sql, ...rest)
}

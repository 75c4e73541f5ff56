import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { explain } from './prepare-database.ts'

function failed(code: string): DatabaseError {
  return Object.assign(new DatabaseError('it went wrong', 0, 'error'), { code })
}

test('what may pass is told apart from what has to be mended, so that a relay that starts tries again', () => {
  const codes = Object.fromEntries(
    ['40P01', '40001', '57P03', '53300', '28P01', '3D000', '42501', '42P07'].map((code) => [code, explain(failed(code)).code]),
  )
  expect(codes).toEqual({
    '40P01': 'store-unavailable',
    '40001': 'store-unavailable',
    '57P03': 'store-unavailable',
    '53300': 'store-unavailable',
    '28P01': 'database-unusable',
    '3D000': 'database-unusable',
    '42501': 'database-unusable',
    '42P07': 'database-unusable',
  })
})

export { createTestDatabase } from './create-test-database.ts'
export { findPostgres, POSTGRES_VERSION, type FoundPostgres } from './find-postgres.ts'
export { startTestPostgres, type TestPostgres, type TestPostgresOptions } from './start-test-postgres.ts'

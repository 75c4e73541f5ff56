import { openTestPostgres } from '../contract/open-test-postgres.ts'
import { describeStore } from '../store.contract.ts'

describeStore('Postgres', openTestPostgres())

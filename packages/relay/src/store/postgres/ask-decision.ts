import type { Result } from '@firsthand/protocol'
import type { AppendView, Decision } from '../store.ts'
import type { AppendJob } from './jobs.ts'

/** Asks for a decision; one that throws is a bug of a feature's, and disturbs nobody else. */
export function askDecision(job: AppendJob, view: AppendView): Result<Decision> | null {
  try {
    return job.request.decide(view)
  } catch (cause) {
    job.reject(cause)
    return null
  }
}

/** The site the measured relay serves: as many subjects, each with its own owner, as there are conversations. */
export const SITE = 'bench'
export const ORIGIN = 'http://localhost:1'
/** Names the member a request is from; the bench signs members in by itself. */
export const MEMBER_HEADER = 'x-bench-member'
export const pageOf = (at: number): string => `${ORIGIN}/pages/${at}`

import { success, type Result, type SubjectCard, type SubjectQuery } from '@firsthand/protocol'
import type { Site } from '../directory/directory.ts'
import type { Ports } from '../ports.ts'

/** Reads what a launcher and an untouched panel show of a page: the subject, who is responsible, and whether they are there. */
export async function readCard(
  ports: Pick<Ports, 'clock' | 'directory' | 'here' | 'firstReplies'>,
  site: Site,
  query: SubjectQuery,
): Promise<Result<SubjectCard>> {
  const resolved = ports.directory.resolve(site, query)
  if (!resolved.ok) return resolved
  const { subject, rule, owner, why } = resolved.value
  const { key, name, accent, privacyUrl, otherWays } = site
  return success({
    site: { key, name, accent, privacyUrl, otherWays },
    subject,
    rule,
    owner: {
      id: owner.id,
      kind: 'member',
      name: owner.name,
      title: owner.title,
      face: owner.face?.path ?? null,
      why,
      faceData: owner.face?.data ?? null,
    },
    availability: { hereUntil: ports.here.read(owner.id).hereUntil, answers: await ports.firstReplies.read(owner.id) },
    at: ports.clock.now(),
  })
}

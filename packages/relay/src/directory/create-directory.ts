import { success, type Subject } from '@firsthand/protocol'
import { ConfigError } from '../config-error.ts'
import type { MemberConfig, RelayConfig, SiteConfig } from '../config.ts'
import type { Directory, Face, Member, Site } from './directory.ts'
import { memberId } from './member-id.ts'
import { readFace } from './read-face.ts'
import { indexSubjects, resolveSubject, type Resolvable, type SubjectIndex } from './resolve-subject.ts'

/** The key of the subject that stands for every page nobody claimed. */
const FALLBACK_KEY = '@site'

interface Responsibility extends Resolvable, Subject {
  owner: Member
  why: string | null
}

/**
 * Builds the directory from a checked configuration, reading each face once.
 *
 * @throws ConfigError where a face cannot be read
 */
export async function createDirectory(config: Pick<RelayConfig, 'members' | 'sites'>): Promise<Directory> {
  const members = await Promise.all(config.members.map(readMember))
  const byHandle = new Map(members.map((member) => [member.handle, member]))
  const byId = new Map(members.map((member) => [member.id, member]))
  const sites = new Map(config.sites.map((site) => [site.key, toSite(site)]))
  const indexes = new Map(config.sites.map((site) => [site.key, indexSite(site, byHandle)]))

  return {
    members,
    origins: new Set(config.sites.flatMap((site) => site.origins)),
    findSite: (key) => sites.get(key),
    findMember: (handle) => byHandle.get(handle),
    findMemberById: (person) => byId.get(person),
    subjectsOf(member) {
      const all = [...indexes.values()]
      const owned = [...all.flatMap((index) => [...index.byKey.values()].slice(1)), ...all.map((index) => index.fallback)]
      return owned.filter(({ owner }) => owner === member).map(toSubject)
    },
    resolve(site, query) {
      const resolved = resolveSubject(indexes.get(site.key)!, query)
      if (!resolved.ok) return resolved
      const { found, rule } = resolved.value
      return success({ subject: toSubject(found), rule, owner: found.owner, why: found.why })
    },
  }
}

function toSubject({ key, kind, title, url }: Subject): Subject {
  return { key, kind, title, url }
}

async function readMember(member: MemberConfig): Promise<Member> {
  return {
    id: memberId(member.handle),
    handle: member.handle,
    name: member.name,
    title: member.title ?? null,
    face: member.face === undefined ? null : await readMemberFace(member.handle, member.face),
  }
}

async function readMemberFace(handle: string, file: string): Promise<Face> {
  try {
    return await readFace(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError([
      `members: the face of "${handle}" cannot be read from ${file}: ${reason}. Name a picture file, or leave \`face\` out.`,
    ])
  }
}

function toSite(site: SiteConfig): Site {
  return {
    key: site.key,
    name: site.name,
    origins: new Set(site.origins),
    accent: site.accent ?? null,
    privacyUrl: site.privacyUrl ?? null,
    otherWays: site.otherWays ?? [],
  }
}

function indexSite(site: SiteConfig, members: ReadonlyMap<string, Member>): SubjectIndex<Responsibility> {
  const subjects = site.subjects.map(({ owner, why, ...subject }) => ({ ...subject, owner: members.get(owner)!, why: why ?? null }))
  return indexSubjects(subjects, {
    key: FALLBACK_KEY,
    kind: 'site',
    title: site.name,
    url: `${site.origins[0]}/`,
    owner: members.get(site.fallback)!,
    why: null,
  })
}

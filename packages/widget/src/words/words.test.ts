import { createFailure } from '@firsthand/protocol'
import { describe, expect, test } from 'vitest'
import { loadWords, pickLanguage, type Language } from './load-words.ts'

const LANGUAGES: readonly Language[] = ['en', 'nl', 'tr', 'de', 'fr', 'es', 'ar']

// Arguments that fit each word that is a function; names and numbers as they come.
const given: Record<string, unknown[][]> = {
  usually: [
    [1, 'hour'],
    [2, 'day'],
    [15, 'minute'],
  ],
  unread: [[1], [2], [5], [11], [100]],
  newMessages: [[0], [1], [2], [5], [11]],
  lost: [[1], [2], [5], [11]],
  forgetUnsent: [[1], [2], [5], [11]],
  reference: [['4f1c9d2a']],
  left: [[0], [1], [2], [11]],
  tooMany: [[1], [2], [11]],
  typing: [[['Ada']], [['Ada', 'Grace']]],
  status: [
    ['resolved', 'Ada', false],
    ['open', 'Ada', true],
  ],
  nameGiven: [
    ['Ada', true],
    ['Ada', false],
  ],
  failure: [[createFailure('rate-limited')], [createFailure('internal')]],
  refused: [[createFailure('credential-revoked')], [createFailure('origin-refused')]],
  panel: [['Ada'], [null]],
  write: [['Ada'], [null]],
  welcome: [['Ada', 'Pricing API']],
}

function speak(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    const at = `${path}${name}`
    if (name === 'talk') return []
    if (typeof word === 'string') return [[at, word] as [string, string]]
    if (typeof word === 'function') {
      return (given[name] ?? [['Ada']]).map((args): [string, string] => [
        `${at}(${JSON.stringify(args)})`,
        (word as (...all: unknown[]) => string)(...args),
      ])
    }
    return speak(word as object, `${at}.`)
  })
}

const sayings = async (language: Language): Promise<[string, string][]> => {
  const words = await loadWords(language)
  return [...speak(words), ...speak(await words.talk(), 'talk.')]
}

describe.each(LANGUAGES)('%s', (language) => {
  test('says everything English says', async () => {
    const english = await sayings('en')
    const spoken = await sayings(language)
    expect(spoken.map(([at]) => at).toSorted()).toEqual(english.map(([at]) => at).toSorted())
    for (const [at, saying] of spoken) expect(saying, at).toMatch(/\S/)
  })
  test('leaves no placeholder and no undefined behind', async () => {
    for (const [at, saying] of await sayings(language)) expect(saying, at).not.toMatch(/undefined|null|NaN|#|\$\{/)
  })
  test('names whom and what it speaks of', async () => {
    const spoken = Object.fromEntries(await sayings(language))
    expect(spoken['welcome(["Ada","Pricing API"])']).toMatch(/Ada/)
    expect(spoken['welcome(["Ada","Pricing API"])']).toMatch(/Pricing API/)
    expect(spoken['talk.factsTitle(["Ada"])']).toMatch(/Ada/)
  })
  test('never speaks of agents, tickets or queues', async () => {
    for (const [at, saying] of await sayings(language)) expect(saying, at).not.toMatch(/\b(agent|ticket|queue|customer service)/i)
  })
})

test('no two languages share their sentences', async () => {
  const english = new Map(await sayings('en'))
  for (const language of LANGUAGES.slice(1)) {
    const same = (await sayings(language)).filter(([at, saying]) => saying.includes(' ') && english.get(at) === saying)
    expect(same, language).toEqual([])
  }
})

test('a number takes the form its language wants', async () => {
  const talk = await (await loadWords('ar')).talk()
  // Which digits stand there is for the reader's own `Intl` to say.
  const digits = new Intl.NumberFormat('ar')
  expect([1, 2, 3, 11].map(talk.timeline.newMessages)).toEqual([
    'رسالة جديدة',
    'رسالتان جديدتان',
    `${digits.format(3)} رسائل جديدة`,
    `${digits.format(11)} رسالة جديدة`,
  ])
  expect((await loadWords('de')).usually(2, 'day')).toBe('Antwortet meist in 2 Tagen')
})

test.each([
  [['nl-BE', 'en'], 'nl'],
  [['pt-BR', 'fr-CA'], 'fr'],
  [['xx', ''], 'en'],
  [[], 'en'],
  [['constructor', '__proto__'], 'en'],
  [['AR-eg'], 'ar'],
] as const)('of %j it speaks %s', (wishes, language) => {
  expect(pickLanguage(wishes)).toBe(language)
})

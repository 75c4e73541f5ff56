// The arrows of docs/ARCHITECTURE.md: which package may import which, and what is forbidden inside one.

const tests =
  '\\.(test|test-d)\\.tsx?$|\\.(view|wire|store|browser|journey)\\.test\\.tsx?$|/src/gallery/|/(testing|test-kit)/|/store/contract/|\\.contract\\.ts$'

/** What the shipped files of each package may import of the others; tests are freer. */
const arrows = {
  protocol: [],
  client: ['protocol'],
  ui: ['protocol', 'client'],
  widget: ['protocol', 'client', 'ui'],
  console: ['protocol', 'client', 'ui'],
  relay: ['protocol'],
  react: ['widget'],
  firsthand: ['protocol', 'client', 'relay', 'console', 'widget'],
}

const onlyAllowedPackages = Object.entries(arrows).map(([name, allowed]) => ({
  name: `arrows-of-${name}`,
  comment: `${name} imports ${allowed.length === 0 ? 'no other package of ours' : `only ${allowed.join(', ')}`}.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: tests },
  to: { path: '^packages/([^/]+)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}))

/** A library, and the one place that may import it. */
const adapters = [
  ['socket.io-client', '^packages/client/src/link/', '^packages/(client|widget)/'],
  ['socket.io', '^packages/relay/src/(gateway/|[^/]+\\.ts$)', '^packages/relay/'],
  ['redis', '^packages/relay/src/cluster/', '^packages/relay/'],
  ['kysely', '^packages/relay/src/store/', '^packages/relay/'],
  ['pg', '^packages/relay/src/store/', '^packages/relay/'],
  ['fastify', '^packages/relay/src/(http/|gateway/|access/|[^/]+\\.ts$)', '^packages/relay/'],
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...onlyAllowedPackages,
    {
      name: 'protocol-stands-alone',
      comment: 'The contract has no dependency at all.',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: tests },
      to: { dependencyTypesNot: ['local', 'type-only'], pathNot: '^packages/protocol/' },
    },
    {
      name: 'testkit-is-for-tests',
      comment: 'What is shipped never imports the test kit or the journeys.',
      severity: 'error',
      from: { path: '^(packages|examples)/', pathNot: `${tests}|^packages/(testkit|journeys)/` },
      to: { path: '^packages/(testkit|journeys)/' },
    },
    {
      name: 'packages-by-their-name',
      comment: 'Another package is imported by its name, through what it exports.',
      severity: 'error',
      // The gallery shows what no package exports: each screen in each state. The simulation runs what no package exports: each core without its edge. A made-up
      // version of the wire is put where no package lets it be put.
      from: { path: '^packages/([^/]+)/', pathNot: '^packages/testkit/src/(gallery|simulation|releases)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-feature-imports-another',
      comment: 'A feature is added by one line in each list, and taken away as easily.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/features/([^/]+)/', pathNot: tests },
      to: { path: '^packages/$1/src/features/', pathNot: '^packages/$1/src/features/$2/' },
    },
    ...adapters.map(([library, place, packages]) => ({
      name: `${library}-in-its-place`,
      comment: `Only ${place} imports ${library}.`,
      severity: 'error',
      from: { path: packages, pathNot: `${tests}|${place}` },
      to: { path: `node_modules/${library}/`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'node-sqlite-in-its-place',
      comment: 'Only the store speaks to the database.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `${tests}|^packages/relay/src/store/|^packages/(testkit|journeys)/` },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'no-circle',
      comment: 'Types may name each other in a circle, and what is fetched later may lead back; what runs at once may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'declared-dependencies',
      comment: 'What is imported stands in the package.json of who imports it.',
      severity: 'error',
      from: { path: '^(packages|examples)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/(vitest|vite)/' },
    },
    {
      name: 'shipped-without-dev-dependencies',
      severity: 'error',
      from: { path: '^packages/(protocol|client|ui|widget|console|relay|firsthand)/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['^packages/'] },
    },
    {
      name: 'can-be-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
}

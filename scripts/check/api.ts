// `node scripts/check/api.ts`: writes the reports anew, after a change of a public face that is meant.
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Verdict } from '../check.ts'
import { root } from '../run/run-command.ts'
import { readPublished, type Published } from './published.ts'

const reports = join(root, 'docs/api')
const silent = { logLevel: ExtractorLogLevel.None }

/** Holds each package's public face, as its built declarations have it, against the report that is committed. */
export function checkApi(): Promise<Verdict> {
  const changed = readPublished().flatMap((published) => compareReport(published, false))
  const advice = 'If the change is meant: pnpm api, and say in the change set what it means to others.\n'
  return Promise.resolve({ ok: changed.length === 0, output: `${changed.join('\n')}\n${advice}` })
}

/** Answers what is wrong, one line each; with `write`, the report is renewed instead. */
function compareReport({ name, folder, types }: Published, write: boolean): string[] {
  if (!types) return []
  const scratch = mkdtempSync(join(tmpdir(), 'firsthand-api-'))
  const said: string[] = []
  try {
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(folder, 'package.json'),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: types,
        compiler: { overrideTsconfig: compilerOf(types) },
        apiReport: { enabled: true, reportFileName: basename(folder), reportFolder: reports, reportTempFolder: scratch },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          compilerMessageReporting: { default: silent },
          extractorMessageReporting: { default: silent, 'ae-missing-release-tag': silent },
          tsdocMessageReporting: { default: silent },
        },
      },
    })
    const result = Extractor.invoke(config, {
      localBuild: write,
      messageCallback: (message) => {
        message.handled = true
        if (message.logLevel === ExtractorLogLevel.Error) said.push(`${name}: ${message.text}`)
      },
    })
    if (result.apiReportChanged && !write) said.push(`${name}: its public face is not what docs/api/${basename(folder)}.api.md says`)
  } finally {
    rmSync(scratch, { recursive: true })
  }
  return said
}

function compilerOf(types: string): object {
  const options = {
    target: 'ES2023',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    skipLibCheck: true,
  }
  return {
    compilerOptions: {
      ...options,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      paths: { '@firsthand/*': [join(root, 'packages/*/dist/index.d.ts')] },
    },
    files: [types],
  }
}

if (import.meta.main) {
  mkdirSync(reports, { recursive: true })
  const said = readPublished().flatMap((published) => compareReport(published, true))
  if (said.length > 0) {
    console.error(said.join('\n'))
    process.exitCode = 1
  }
}

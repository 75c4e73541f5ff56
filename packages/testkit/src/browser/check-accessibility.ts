import axe from 'axe-core'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** WCAG 2.2 AA and what axe counts as good practice. */
const asked: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

/**
 * Runs axe over a page (open shadow roots included) and answers its findings, each as one line; an empty list is what one wants.
 *
 * @param within CSS selector of the part to look at; left out, the whole page.
 */
export async function checkAccessibility(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const results = await page.evaluate(
    async ([selector, options]) => {
      const loaded = (window as unknown as { axe: { run(where: unknown, how: unknown): Promise<AxeResults> } }).axe
      return loaded.run(selector ?? document, options)
    },
    [within, asked] as const,
  )
  return results.violations.flatMap((finding) =>
    finding.nodes.map((node) => `${finding.id} at ${node.target.flat().join(' › ')}: ${node.failureSummary ?? finding.help}`),
  )
}

import type { MetricsConfig } from '../config.ts'
import { noMetrics, type Metrics } from './metrics.ts'
import { createPrometheusMetrics } from './prometheus-metrics.ts'
import { serveMetrics } from './serve-metrics.ts'

/** What a relay counts with, and where that is read. */
export interface OpenMetrics {
  readonly count: Metrics
  /** Null where nobody reads them. */
  readonly url: string | null
  close(): Promise<void>
}

/** Counts and serves what the configuration asks for; without it nothing is counted at all. */
export async function openMetrics(config: MetricsConfig | undefined): Promise<OpenMetrics> {
  if (!config) return { count: noMetrics, url: null, close: () => Promise.resolve() }
  const count = createPrometheusMetrics()
  const { url, close } = await serveMetrics(count.registry, config)
  return { count, url, close }
}

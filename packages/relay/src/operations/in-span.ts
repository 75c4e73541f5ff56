import { context, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Span, type Tracer } from '@opentelemetry/api'
import type { Result } from '@firsthand/protocol'

/** What a span is told of the work beneath it. No text, name, secret or address ever: codes and names of commands alone. */
export interface SpanText {
  name: string
  attributes?: Attributes
  kind?: SpanKind
  /** Default: whatever span stands. */
  within?: Context
}

/** Does some work inside a span, which ends with it. A refusal is told by its code; what is thrown, by its type. */
export async function inSpan<Value>(tracer: Tracer, text: SpanText, work: () => Promise<Value> | Value): Promise<Value> {
  const { name, attributes = {}, kind = SpanKind.INTERNAL, within = context.active() } = text
  const span = tracer.startSpan(name, { attributes, kind }, within)
  try {
    const value = await context.with(trace.setSpan(within, span), work)
    tellOutcome(span, value)
    return value
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' })
    throw error
  } finally {
    span.end()
  }
}

function tellOutcome(span: Span, value: unknown): void {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return
  const result = value as Result<unknown>
  span.setAttribute('firsthand.outcome', result.ok ? 'ok' : result.failure.code)
}

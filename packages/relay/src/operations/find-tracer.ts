import { ProxyTracerProvider, trace, type Tracer } from '@opentelemetry/api'

const NAME = '@firsthand/relay'

/**
 * The tracer of whichever OpenTelemetry SDK the process was started with (`node --import`), or null where there is none.
 */
export function findTracer(): Tracer | null {
  const provider = trace.getTracerProvider()
  if (provider instanceof ProxyTracerProvider && provider.getDelegateTracer(NAME) === undefined) return null
  return trace.getTracer(NAME)
}

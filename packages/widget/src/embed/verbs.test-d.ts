import { assertType, expectTypeOf, test } from 'vitest'
import type { FirsthandVerbs } from './verbs.ts'
import type { WidgetError } from './widget-events.ts'

declare const firsthand: FirsthandVerbs

test('each verb takes what it needs, and events carry no words', () => {
  assertType<void>(firsthand('boot', { site: 'demo', theme: 'dark' }))
  assertType<void>(firsthand('ask', 'How?', { subject: 'pricing' }))
  expectTypeOf(
    firsthand('on', 'message-sent', (event) => expectTypeOf(event).toEqualTypeOf<{ conversation: string; cid: string }>()),
  ).toEqualTypeOf<() => void>()
  firsthand('on', 'error', (error) => expectTypeOf(error).toEqualTypeOf<WidgetError>())
  // @ts-expect-error -- no such verb
  firsthand('identify', () => 'token')
  // @ts-expect-error -- no such event
  firsthand('on', 'message-text', () => {})
  // @ts-expect-error -- no such theme
  firsthand('update', { theme: 'blue' })
})

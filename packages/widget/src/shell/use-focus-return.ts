import { effect } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PanelModel } from './panel-model.ts'

/**
 * Gives the focus back when a sheet closes: to what had it when the sheet was asked for (what lies behind is inert from then on, and forgets),
 * or to the composer, where that was asked for meanwhile.
 */
export function useFocusReturn(model: PanelModel, panel: { current: HTMLElement | null }): void {
  const opener = useRef<HTMLElement | null>(null)
  const wished = useRef<number | null>(null)
  const open = model.sheet.value !== null
  useLayoutEffect(
    () =>
      effect(() => {
        if (model.sheet.value === null || wished.current !== null) return
        opener.current = (panel.current!.getRootNode() as ShadowRoot).activeElement as HTMLElement | null
        wished.current = model.wantsFocus.peek()
      }),
    [],
  )
  useLayoutEffect(() => {
    if (open || wished.current === null) return
    if (model.wantsFocus.peek() === wished.current) opener.current?.focus()
    else model.wantsFocus.value++
    opener.current = null
    wished.current = null
  }, [open])
}

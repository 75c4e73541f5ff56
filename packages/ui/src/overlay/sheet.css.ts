import { css } from '../tokens/css.ts'

export const sheetStyles: string = css`
  .fh .fh-sheet {
    position: absolute;
    z-index: 2;
    inset: 0;
    display: flex;
    flex-direction: column;
    background: var(--fh-surface);
    animation: fh-in var(--fh-ease);
  }
  .fh-sheet-head {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding: 8px;
    border-block-end: 1px solid var(--fh-line);
  }
  .fh .fh-sheet-head h2 {
    flex: 1;
    font-weight: 600;
    outline: 0;
  }
  .fh-sheet-body {
    flex: 1;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 16px;
  }
  .fh .fh-dialog {
    inline-size: min(480px, calc(100vw - 32px));
    max-block-size: min(640px, calc(100dvh - 32px));
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: 16px;
    overflow: auto;
    color: inherit;
    background: var(--fh-raised);
    box-shadow: var(--fh-shadow);
    animation: fh-in var(--fh-ease);
  }
  .fh .fh-dialog::backdrop {
    background: #0006;
    animation: fh-fade var(--fh-ease);
  }
  .fh-dialog .fh-sheet-head {
    padding-inline-start: 20px;
  }
  .fh-dialog .fh-sheet-body {
    padding: 20px;
  }
  @media (forced-colors: active) {
    .fh .fh-dialog {
      border: 1px solid CanvasText;
    }
  }
`

import { css } from '../tokens/css.ts'

/** The icon button: at first sight already. */
export const iconButtonStyles: string = css`
  .fh :is(.fh-button, .fh-icon-button) {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    border-radius: 8px;
    transition: background-color var(--fh-ease);
  }
  .fh .fh-icon-button {
    position: relative;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    color: var(--fh-muted);
  }
  .fh .fh-icon-button:is(:hover, [aria-expanded='true']) {
    color: var(--fh-ink);
    background: var(--fh-hover);
  }
  .fh-tip {
    position: absolute;
    visibility: hidden;
  }
`

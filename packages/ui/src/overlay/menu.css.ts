import { css } from '../tokens/css.ts'

export const menuStyles: string = css`
  .fh .fh-menu {
    position: fixed;
    inset: auto;
    margin: 0;
    min-inline-size: 176px;
    max-inline-size: min(320px, calc(100vw - 16px));
    padding: 4px;
    border: 0;
    border-radius: 12px;
    color: inherit;
    background: var(--fh-raised);
    box-shadow: var(--fh-shadow);
    animation: fh-in var(--fh-ease);
  }
  .fh .fh-menu button {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 6px 10px;
    border-radius: 8px;
  }
  .fh .fh-menu button:is(:hover, :focus) {
    background: var(--fh-hover);
    outline: 0;
  }
  .fh-menu svg {
    color: var(--fh-muted);
    inline-size: 18px;
    block-size: 18px;
  }
  .fh-menu span {
    flex: 1;
  }
  .fh-menu kbd {
    font: inherit;
    font-size: 13px;
    color: var(--fh-muted);
  }
  .fh .fh-menu .fh-menu-danger,
  .fh-menu-danger svg {
    color: var(--fh-danger);
  }
  @media (pointer: coarse) {
    .fh .fh-menu button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .fh .fh-menu {
      border: 1px solid CanvasText;
    }
    .fh .fh-menu button:focus {
      outline: 2px solid Highlight;
    }
  }
`

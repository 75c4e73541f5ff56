import { css } from '../tokens/css.ts'

/** Buttons with words, and the tooltip. */
export const buttonStyles: string = css`
  .fh .fh-button {
    min-block-size: 36px;
    padding: 6px 14px;
    font-weight: 500;
    background: var(--fh-sunken);
  }
  .fh .fh-button:hover {
    background: var(--fh-hover);
  }
  .fh .fh-button-primary {
    color: var(--fh-on-accent);
    background: var(--fh-accent);
  }
  .fh .fh-button-primary:hover {
    background: color-mix(in oklab, var(--fh-accent) 90%, var(--fh-ink));
  }
  .fh .fh-button-danger {
    color: var(--fh-danger);
  }
  .fh .fh-button-quiet {
    background: none;
    color: var(--fh-accent-ink);
    padding-inline: 8px;
  }
  .fh :is(.fh-button, .fh-icon-button):disabled {
    opacity: 0.45;
    cursor: default;
  }
  .fh-flip:dir(rtl) {
    transform: scaleX(-1);
  }
  .fh-tip {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    padding: 3px 8px;
    border-radius: 6px;
    font: 500 12px/18px var(--fh-font);
    white-space: nowrap;
    color: var(--fh-surface);
    background: var(--fh-ink);
    opacity: 0;
    visibility: hidden;
    pointer-events: none;
    transition: opacity 120ms 400ms;
  }
  .fh-tip kbd {
    font: inherit;
    opacity: 0.7;
    margin-inline-start: 6px;
  }
  @media (hover: hover) {
    :is(:hover, :focus-visible):not([aria-expanded='true']) > .fh-tip {
      opacity: 1;
      visibility: visible;
    }
  }
  @media (forced-colors: active) {
    .fh :is(.fh-button, .fh-icon-button, .fh-tip) {
      border: 1px solid ButtonText;
    }
  }
`

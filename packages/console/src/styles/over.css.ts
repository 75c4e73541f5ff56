import { css } from '@firsthand/ui'

/** What lies over the panes: notices, the sheet of keys, the palette. */
export const overStyles: string = css`
  .c-notices {
    position: fixed;
    z-index: 5;
    inset-block-end: 12px;
    inset-inline-start: 12px;
    max-inline-size: min(460px, calc(100vw - 24px));
    pointer-events: none;
  }
  #console:has(.c-offer) .c-notices {
    inset-block-end: 68px;
  }
  @media (max-width: 759px) {
    #console:has(.c-offer) .c-notices,
    .c-notices {
      inset-block-end: 84px;
    }
  }
  .c-notice {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 44px;
    padding-inline: 16px 4px;
    border-radius: 12px;
    color: var(--fh-ink);
    background: var(--fh-raised);
    box-shadow: var(--fh-shadow);
    pointer-events: auto;
    animation: fh-in var(--fh-ease);
  }
  .c-notice > span {
    padding-inline-end: 8px;
  }
  .fh .c-notice-act {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    padding-inline: 10px;
    border-radius: 8px;
    font-weight: 600;
    color: var(--fh-accent-ink);
  }
  .fh .c-notice-act:hover {
    background: var(--fh-hover);
  }
  .c-keys {
    columns: 2;
    column-gap: 36px;
  }
  .fh .fh-dialog:has(.c-keys) {
    inline-size: min(720px, calc(100vw - 32px));
  }
  .c-keys section {
    break-inside: avoid;
    padding-block-end: 18px;
  }
  .fh .c-keys h3 {
    padding-block-end: 4px;
    font-size: 13px;
    font-weight: 600;
    color: var(--fh-muted);
  }
  .c-keys dl > div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 32px;
    font-size: 14px;
  }
  .c-keys [data-off] {
    opacity: 0.5;
  }
  .c-keys dd {
    display: flex;
    gap: 4px;
  }
  .fh .c-keys kbd {
    font-size: 12px;
    line-height: 20px;
    min-inline-size: 22px;
  }
  .c-keys-letters {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding-block-start: 16px;
    border-block-start: var(--c-hair) solid var(--fh-line);
  }
  .fh .c-palette {
    inline-size: min(580px, calc(100vw - 24px));
    margin: min(16vh, 140px) auto auto;
    padding: 0;
    border: 0;
    border-radius: 16px;
    overflow: hidden;
    color: inherit;
    background: var(--fh-raised);
    box-shadow: var(--fh-shadow);
    animation: fh-in var(--fh-ease);
  }
  .fh .c-palette::backdrop {
    background: light-dark(#0003, #0007);
    animation: fh-fade var(--fh-ease);
  }
  .c-palette-field {
    display: flex;
    align-items: center;
    padding-inline-start: 18px;
    border-block-end: var(--c-hair) solid var(--fh-line);
    color: var(--fh-muted);
  }
  .fh .c-palette-field input {
    flex: 1;
    min-inline-size: 0;
    padding: 17px 18px 17px 12px;
    font-size: 16px;
    color: var(--fh-ink);
    outline: 0;
  }
  .c-palette-field input::placeholder {
    color: var(--fh-muted);
    opacity: 1;
  }
  .c-palette-list {
    max-block-size: min(420px, 56vh);
    overflow: hidden auto;
    padding: 6px;
    scrollbar-width: thin;
  }
  .c-palette-list:empty {
    display: none;
  }
  .c-palette-entry {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 40px;
    padding-inline: 12px;
    border-radius: 10px;
    cursor: default;
    scroll-margin-block: 6px;
  }
  .c-palette-entry[aria-selected='true'] {
    background: var(--fh-hover);
  }
  .fh .c-palette-entry > svg {
    inline-size: 18px;
    block-size: 18px;
    margin-inline: 3px;
    color: var(--fh-muted);
  }
  .c-palette-entry > span:nth-child(2) {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-palette-entry > .fh-small {
    max-inline-size: 45%;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .fh .c-palette-none {
    padding: 18px 24px;
  }
  @media (max-width: 640px) {
    .c-keys {
      columns: 1;
    }
    .fh .c-palette {
      margin-block-start: 12px;
    }
  }
  @media (forced-colors: active) {
    .c-notice,
    .fh .c-palette {
      border: 1px solid CanvasText;
    }
  }
`

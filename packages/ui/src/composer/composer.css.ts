import { css } from '../tokens/css.ts'

export const composerStyles: string = css`
  .fh-composer {
    flex: none;
  }
  .fh-field {
    display: flex;
    align-items: flex-end;
    border-radius: 22px;
    background: var(--fh-raised);
    box-shadow: inset 0 0 0 1px var(--fh-field-line);
    transition: box-shadow var(--fh-ease);
  }
  .fh-field:focus-within {
    box-shadow:
      inset 0 0 0 1px var(--fh-accent-ink),
      0 0 0 3px color-mix(in oklab, var(--fh-accent-ink) 16%, transparent);
  }
  .fh-grow {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    max-block-size: 156px;
    overflow: hidden;
    font-size: 15px;
    line-height: 22px;
  }
  .fh-grow::after,
  .fh .fh-grow textarea {
    grid-area: 1 / 1;
    min-inline-size: 0;
    padding: 11px 4px 11px 16px;
    padding-inline: 16px 4px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .fh-grow::after {
    content: attr(data-text) ' ';
    visibility: hidden;
    max-block-size: 156px;
  }
  .fh .fh-grow textarea {
    resize: none;
    outline: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  .fh-grow textarea::placeholder {
    color: var(--fh-muted);
    opacity: 1;
  }
  .fh .fh-send {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    color: var(--fh-on-accent);
  }
  .fh-send svg {
    padding: 7px;
    inline-size: 34px;
    block-size: 34px;
    border-radius: 50%;
    background: var(--fh-accent);
    stroke-width: 2;
    transition:
      opacity var(--fh-ease),
      transform var(--fh-ease);
  }
  .fh .fh-send:disabled {
    cursor: default;
    color: var(--fh-muted);
  }
  .fh-send:disabled svg {
    background: var(--fh-hover);
  }
  .fh-send:not(:disabled):active svg {
    transform: scale(0.94);
  }
  .fh-editing {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    color: var(--fh-muted);
  }
  .fh-editing span {
    flex: 1;
  }
  .fh-editing > svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .fh-count {
    padding: 4px 16px 0;
    color: var(--fh-muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .fh-over {
    color: var(--fh-danger);
  }
  @media (pointer: coarse) {
    .fh-grow {
      font-size: 16px;
    }
  }
  @media (forced-colors: active) {
    .fh-field {
      border: 1px solid CanvasText;
    }
    .fh-send svg {
      border: 1px solid ButtonText;
    }
  }
`

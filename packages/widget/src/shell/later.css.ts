import { css, talkSheet } from '@firsthand/ui'

const laterStyles: string = css`
  .fh-counted {
    position: relative;
    flex: none;
  }
  .fh-badge {
    flex: none;
    min-inline-size: 18px;
    padding-inline: 5px;
    border-radius: 9px;
    font: 600 11px/18px var(--fh-font);
    text-align: center;
    font-variant-numeric: tabular-nums;
    color: var(--fh-on-accent);
    background: var(--fh-accent);
  }
  .fh-counted .fh-badge {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    pointer-events: none;
  }
  .fh-connection {
    flex: none;
    display: flex;
    gap: 8px;
    padding: 8px 16px;
    color: var(--fh-muted);
    background: var(--fh-sunken);
    animation: fh-fade 200ms 800ms both;
  }
  .fh-connection svg {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 1px;
  }
  .fh-foot .fh-notice {
    margin-block-end: 8px;
    padding-inline: 12px;
    border-radius: 12px;
  }
  .fh .fh-naming {
    padding: 2px 8px 8px;
    text-align: center;
  }
  .fh .fh-inline {
    min-block-size: 24px;
    font-weight: 500;
    color: var(--fh-accent-ink);
  }
  .fh .fh-inline:hover {
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    .fh-badge {
      border: 1px solid CanvasText;
    }
  }
`

/** The style of everything that comes after the first sight. */
export const laterSheet: string = talkSheet + laterStyles

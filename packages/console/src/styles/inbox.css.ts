import { css } from '@firsthand/ui'

/** The list of conversations, its rows, and what stands there when there are none. */
export const inboxStyles: string = css`
  .c-inbox-list {
    flex: 1;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--fh-line) transparent;
    padding: 0 8px 16px;
    display: flex;
    flex-direction: column;
  }
  .c-inbox-list section + section {
    margin-block-start: 12px;
  }
  .fh .c-section-head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 6px 10px;
    font-size: 12px;
    line-height: 18px;
    font-weight: 600;
    color: var(--fh-muted);
    background: var(--c-side);
  }
  .c-section-head bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .fh .c-section-head svg {
    inline-size: 14px;
    block-size: 14px;
  }
  .c-section-mark {
    inline-size: 8px;
    block-size: 8px;
    margin-inline: 3px;
    border-radius: 50%;
    background: var(--fh-accent-ink);
  }
  .c-section-count {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .fh .c-row {
    display: flex;
    gap: 10px;
    padding: 8px 10px;
    border-radius: 10px;
    color: inherit;
    /* Of its own, so that a name in another direction stands where all names stand. */
    text-align: left;
    text-decoration: none;
    content-visibility: auto;
    contain-intrinsic-size: auto 58px;
    scroll-margin-block: 38px 12px;
  }
  .fh .c-row:dir(rtl) {
    text-align: right;
  }
  .fh .c-row:focus-visible {
    outline-offset: -2px;
  }
  .c-row:hover {
    background: color-mix(in oklab, var(--fh-ink) 5%, transparent);
  }
  .c-row[aria-current='page'] {
    background: light-dark(color-mix(in oklab, var(--fh-accent) 11%, transparent), color-mix(in oklab, var(--fh-accent) 24%, transparent));
  }
  .c-row .fh-avatar {
    margin-block-start: 4px;
  }
  .c-row-body {
    flex: 1;
    min-inline-size: 0;
    display: grid;
  }
  .c-row-line {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }
  .c-row-name,
  .c-row-said {
    flex: 1;
    min-inline-size: 0;
  }
  .c-row-said {
    display: flex;
    white-space: pre;
  }
  .c-row-name,
  .c-row-said bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-row-name {
    font-size: 14px;
    line-height: 21px;
    font-weight: 500;
  }
  .c-row-said {
    font-size: 13px;
    line-height: 20px;
    color: var(--fh-muted);
  }
  .c-row-time {
    flex: none;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    color: var(--fh-muted);
  }
  .c-row[data-unread] .c-row-name {
    font-weight: 650;
  }
  .c-row[data-unread] .c-row-said {
    color: var(--fh-ink);
  }
  .c-row[data-unread] .c-row-time[data-waits] {
    color: var(--fh-ink);
  }
  .c-row-subject {
    font-size: 12px;
    line-height: 18px;
    color: var(--fh-muted);
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .c-count {
    flex: none;
    min-inline-size: 18px;
    padding-inline: 5px;
    border-radius: 9px;
    font-size: 11px;
    line-height: 18px;
    font-weight: 600;
    text-align: center;
    font-variant-numeric: tabular-nums;
    color: var(--fh-on-accent);
    background: var(--fh-accent);
  }
  .c-count[data-one] {
    min-inline-size: 8px;
    inline-size: 8px;
    block-size: 8px;
    padding: 0;
    margin-inline-end: 1px;
    background: var(--fh-accent-ink);
  }
  .fh .c-row-line > svg {
    inline-size: 16px;
    block-size: 16px;
    color: var(--fh-muted);
  }
  .c-row[data-resolved] .c-row-name {
    color: var(--fh-muted);
  }
  .c-older {
    display: grid;
    place-items: center;
    min-block-size: 48px;
    padding-block: 8px;
  }
  .c-pages {
    display: grid;
    gap: 10px;
    padding-block-start: 10px;
  }
  .fh .c-pages a {
    display: grid;
    padding-block: 3px;
    font-weight: 500;
    text-decoration: none;
  }
  .fh .c-pages a:hover bdi:first-child {
    text-decoration: underline;
    text-decoration-thickness: 1px;
  }
  .c-pages .fh-small {
    font-weight: 400;
    color: var(--fh-muted);
  }
  .c-rows-skeleton {
    animation: fh-fade 200ms 200ms both;
  }
  .c-row-skeleton {
    display: grid;
    grid-template-columns: 32px 1fr;
    gap: 6px 10px;
    padding: 12px 10px;
  }
  .c-row-skeleton span {
    block-size: 10px;
    border-radius: 5px;
    background: var(--fh-hover);
    inline-size: 46%;
  }
  .c-row-skeleton span:first-child {
    grid-row: 1 / 3;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
  }
  .c-row-skeleton span:last-child {
    inline-size: 82%;
  }
  @media (max-width: 759px) {
    .fh .c-section-head {
      --c-side: var(--fh-surface);
    }
    .fh .c-row {
      padding-block: 10px;
    }
    .c-row-name {
      font-size: 15px;
    }
    .c-row-said {
      font-size: 14px;
    }
  }
`

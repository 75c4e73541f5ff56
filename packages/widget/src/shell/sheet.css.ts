import { css } from '@firsthand/ui'

/** What the panel's sheets add; adopted when the first of them is drawn. */
export const panelSheetStyles: string = css`
  .fh-sheet .fh-facts {
    gap: 0;
    margin-block-start: 16px;
  }
  .fh-sheet .fh-facts > div {
    padding-block: 10px;
    border-block-start: 1px solid var(--fh-line);
  }
  .fh-list {
    margin: 0 -8px 12px;
  }
  .fh .fh-list button {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding: 10px 8px;
    border-radius: 12px;
  }
  .fh .fh-list button:is(:hover, [aria-current='true']) {
    background: var(--fh-sunken);
  }
  .fh-list-text {
    flex: 1;
    min-inline-size: 0;
  }
  .fh-list-top,
  .fh-list-last {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .fh-list-top > :first-child,
  .fh-list-last > :first-child {
    display: flex;
    flex: 1;
    min-inline-size: 0;
  }
  /* By itself: a text of the other direction loses its end then, not its beginning. */
  .fh-list-text bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .fh-list-top > :first-child {
    font-weight: 500;
  }
  .fh-state {
    flex: none;
    padding-inline: 8px;
    border-radius: 9px;
    background: var(--fh-sunken);
  }
  .fh-sheet .fh-notice {
    margin-block-start: 16px;
    border-radius: 12px;
  }
  .fh-actions {
    display: flex;
    gap: 8px;
    margin-block-start: 20px;
  }
`

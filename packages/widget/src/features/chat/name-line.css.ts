import { css } from '@firsthand/ui'

/** The name line's form; adopted when it is first drawn. */
export const nameFormStyles: string = css`
  .fh-name-form {
    display: flex;
    align-items: center;
    gap: 4px;
    padding-block-end: 8px;
    animation: fh-in var(--fh-ease);
  }
  .fh .fh-input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-inline: 12px;
    border-radius: 8px;
    background: var(--fh-raised);
    box-shadow: inset 0 0 0 1px var(--fh-field-line);
    font-size: 16px;
  }
  .fh .fh-input:focus {
    outline: 0;
    box-shadow: inset 0 0 0 2px var(--fh-accent-ink);
  }
`

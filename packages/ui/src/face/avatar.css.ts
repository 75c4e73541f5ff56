import { css } from '../tokens/css.ts'

export const avatarStyles: string = css`
  .fh-avatar {
    --fh-side: 32px;
    position: relative;
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: var(--fh-side);
    block-size: var(--fh-side);
    border-radius: 50%;
    font-size: calc(var(--fh-side) * 0.38);
    line-height: 1;
    font-weight: 600;
    letter-spacing: 0.01em;
    color: light-dark(oklch(40% 0.09 var(--fh-own-hue)), oklch(90% 0.05 var(--fh-own-hue)));
    background: light-dark(oklch(91.5% 0.045 var(--fh-own-hue)), oklch(40% 0.065 var(--fh-own-hue)));
    user-select: none;
  }
  .fh-nobody {
    color: var(--fh-muted);
    background: var(--fh-hover);
  }
  .fh-avatar-24 {
    --fh-side: 24px;
  }
  .fh-avatar-40 {
    --fh-side: 40px;
  }
  .fh-avatar-56 {
    --fh-side: 56px;
  }
  .fh-avatar canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
  }
  .fh-avatar svg {
    inline-size: 62%;
    block-size: 62%;
  }
  .fh-dot {
    display: inline-block;
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    border: 2px solid var(--fh-muted);
  }
  .fh-dot-here {
    border-color: var(--fh-here);
    background: var(--fh-here);
  }
  .fh-avatar .fh-dot {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: max(8px, calc(var(--fh-side) * 0.26));
    block-size: max(8px, calc(var(--fh-side) * 0.26));
    background-color: var(--fh-surface);
    box-shadow: 0 0 0 2px var(--fh-surface);
  }
  .fh-avatar .fh-dot-here {
    background-color: var(--fh-here);
  }
  @media (forced-colors: active) {
    .fh-avatar {
      border: 1px solid CanvasText;
    }
    .fh-dot-here {
      forced-color-adjust: none;
      background-color: CanvasText !important;
      border-color: CanvasText;
    }
  }
`

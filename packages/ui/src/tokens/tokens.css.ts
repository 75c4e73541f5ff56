import { css } from './css.ts'

/**
 * The design tokens and the ground every piece stands on, for an element of class `fh`: in a shadow root or in a document.
 * Light and dark are one set (`light-dark()`); `data-theme="light"` or `"dark"` decides, else the reader's system does.
 * `--fh-hue`, `--fh-vivid` and the accent colours come from `accentTokens`.
 */
export const tokenStyles: string = css`
  .fh {
    all: initial;
    color-scheme: light dark;
    --fh-surface: light-dark(oklch(99.6% 0.001 var(--fh-hue)), oklch(19% calc(0.012 * var(--fh-vivid)) var(--fh-hue)));
    --fh-raised: light-dark(#fff, oklch(25% calc(0.014 * var(--fh-vivid)) var(--fh-hue)));
    --fh-sunken: light-dark(
      oklch(96.6% calc(0.006 * var(--fh-vivid)) var(--fh-hue)),
      oklch(23.5% calc(0.014 * var(--fh-vivid)) var(--fh-hue))
    );
    --fh-hover: light-dark(
      oklch(94.4% calc(0.009 * var(--fh-vivid)) var(--fh-hue)),
      oklch(28% calc(0.017 * var(--fh-vivid)) var(--fh-hue))
    );
    --fh-line: light-dark(oklch(91% calc(0.008 * var(--fh-vivid)) var(--fh-hue)), oklch(31% calc(0.016 * var(--fh-vivid)) var(--fh-hue)));
    --fh-field-line: light-dark(
      oklch(64% calc(0.016 * var(--fh-vivid)) var(--fh-hue)),
      oklch(56% calc(0.02 * var(--fh-vivid)) var(--fh-hue))
    );
    --fh-ink: light-dark(oklch(23% calc(0.02 * var(--fh-vivid)) var(--fh-hue)), oklch(94% calc(0.008 * var(--fh-vivid)) var(--fh-hue)));
    --fh-muted: light-dark(oklch(48% calc(0.02 * var(--fh-vivid)) var(--fh-hue)), oklch(73% calc(0.016 * var(--fh-vivid)) var(--fh-hue)));
    --fh-bubble: light-dark(
      oklch(93.2% calc(0.036 * var(--fh-vivid)) var(--fh-hue)),
      oklch(33% calc(0.066 * var(--fh-vivid)) var(--fh-hue))
    );
    --fh-wash: light-dark(oklch(96.8% calc(0.018 * var(--fh-vivid)) var(--fh-hue)), oklch(24% calc(0.034 * var(--fh-vivid)) var(--fh-hue)));
    --fh-here: light-dark(oklch(58% 0.15 152), oklch(74% 0.17 152));
    --fh-danger: light-dark(oklch(50% 0.18 27), oklch(75% 0.13 25));
    --fh-warn: light-dark(oklch(95.5% 0.035 85), oklch(29% 0.04 85));
    --fh-shadow:
      0 0 0 1px light-dark(oklch(20% 0.02 260 / 0.07), oklch(100% 0 0 / 0.1)), 0 2px 6px light-dark(oklch(20% 0.02 260 / 0.06), #0006),
      0 14px 44px light-dark(oklch(20% 0.02 260 / 0.17), #000a);
    --fh-ease: 160ms cubic-bezier(0.2, 0.7, 0.3, 1);
    --fh-font: var(--firsthand-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    display: block;
    box-sizing: border-box;
    color: var(--fh-ink);
    background: var(--fh-surface);
    font: 400 15px/22px var(--fh-font);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    -webkit-font-smoothing: antialiased;
    -webkit-tap-highlight-color: transparent;
  }
  .fh[data-theme='light'] {
    color-scheme: light;
  }
  .fh[data-theme='dark'] {
    color-scheme: dark;
  }
  .fh :is(*, ::before, ::after) {
    box-sizing: border-box;
  }
  .fh :is(h1, h2, h3, p, ul, ol, dl, dd) {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  .fh :is(button, textarea, input) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
  }
  .fh button {
    cursor: pointer;
    touch-action: manipulation;
    text-align: start;
  }
  .fh a {
    color: var(--fh-accent-ink);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .fh a:hover {
    text-decoration-thickness: 2px;
  }
  .fh :focus-visible {
    outline: 2px solid var(--fh-accent-ink);
    outline-offset: 2px;
  }
  .fh :focus:not(:focus-visible) {
    outline: 0;
  }
  .fh svg {
    display: block;
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .fh-muted {
    color: var(--fh-muted);
  }
  .fh-small {
    font-size: 13px;
    line-height: 18px;
  }
  .fh-title {
    font-size: 20px;
    line-height: 26px;
    font-weight: 600;
    letter-spacing: -0.012em;
  }
  .fh-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes fh-in {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  @keyframes fh-fade {
    from {
      opacity: 0;
    }
  }
  @keyframes fh-pulse {
    50% {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .fh :is(*, ::before, ::after) {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`

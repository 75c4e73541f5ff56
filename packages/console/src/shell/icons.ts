/** Icons of the console alone, in the stroke set of `@firsthand/ui` (20 × 20). */
export const searchIcon = 'M9 14.5a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM13 13l3.5 3.5'
export const keyboardIcon = 'M3 5.5h14v9H3zM6 8.5h.01M8.7 8.5h.01M11.3 8.5h.01M14 8.5h.01M7 11.7h6'
export const bellIcon = 'M5 13.5c1-1 1.3-2.3 1.3-4.5a3.7 3.7 0 017.4 0c0 2.2.3 3.5 1.3 4.5zM8.5 16a1.6 1.6 0 003 0'
export const reopenIcon = 'M4.5 8.5h7a4 4 0 010 8H8M7.5 5l-3.5 3.5L7.5 12'
export const commandIcon =
  'M7.5 7.5v5M12.5 7.5v5M7.5 7.5h5M7.5 12.5h5M7.5 7.5H6a1.8 1.8 0 111.5-1.8zM12.5 7.5v-1.8a1.8 1.8 0 111.5 1.8zM7.5 12.5v1.8A1.8 1.8 0 116 12.5zM12.5 12.5H14a1.8 1.8 0 11-1.5 1.8z'
export const siteIcon = 'M10 3a7 7 0 100 14 7 7 0 000-14zM3.2 10h13.6M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z'
export const offlineIcon = 'M3 3l14 14M5.5 9.2A8 8 0 018 7.6M12 7.6a8 8 0 012.5 1.6M7.8 12a4 4 0 014.4 0M10 15.2h.01'
export const crossIcon = 'M6.5 6.5l7 7M13.5 6.5l-7 7'
export const replyIcon = 'M8 5L3.5 9.5 8 14M4 9.5h7a5 5 0 015 5v1'
export const moonIcon = 'M16 11.5A6.5 6.5 0 118.5 4a5.2 5.2 0 007.5 7.5z'

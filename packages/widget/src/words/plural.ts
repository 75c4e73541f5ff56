/** A counted thing in words: picks the form the language wants for this number and puts the number where `#` stands. */
export function plural(locale: string, number: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other
  return form.replace('#', new Intl.NumberFormat(locale).format(number))
}

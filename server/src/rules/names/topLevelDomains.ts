/** Last labels by which a name looks complete: enough of the root zone to tell a forgotten dot from a relative name. */

const split = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Hardly anybody names a subdomain so. */
const clear = split(`
  com net org edu gov mil int info biz arpa aero coop museum asia jobs mobi tel example invalid localdomain
  io de uk fr nl eu ch at us ca au jp cn ru br es it pl se no dk fi be cz pt gr hu ro ie nz za kr tw hk sg my th vn id ph
  mx ar cl co pe ve tr il ae sa ir ua by kz bg hr rs si sk lt lv ee is lu li mt cy gg im je tv cc me ws fm
  xyz online berlin hamburg koeln bayern wien paris london amsterdam swiss tokyo nyc`);

/** Words that are labels of their own as well: a name of three labels or more is needed. */
const vague = split(`
  dev app cloud site store shop tech host hosting email network systems services solutions digital agency blog page web
  news live life world group company center media studio design space website fun vip work link click global name pro
  post travel cat top club one zone local academy support software tools team technology today wiki green energy
  ad af ag ai al am ao as aw ax az ba bb bd bf bh bi bj bm bn bo bs bt bw bz cd cf cg ci ck cm cr cu cv cw dj dm do dz ec
  eg er et fj fk fo ga gd ge gf gh gi gl gm gn gp gq gt gu gw gy hm hn ht in iq jm jo ke kg kh ki km kn kp kw ky la lb lc
  lk lr ls ly ma mc md mg mh mk ml mm mn mo mp mq mr ms mu mv mw mz na nc ne nf ng ni np nr nu om pa pf pg pk pm pn pr ps
  pw py qa re rw sb sc sd sh sl sm sn so sr ss st su sv sx sy sz tc td tf tg tj tk tl tm tn to tt tz ug uy uz va vc vg vi
  vu wf ye yt zm zw`);

/** Whether labels, in lower case, end as a complete name does. "perhaps" wants a person's eye. */
export function endsComplete(labels: readonly string[]): "surely" | "perhaps" | undefined {
  const last = labels.at(-1);
  if (last === undefined || labels.length < 2) return undefined;
  if (clear.has(last)) return last.length > 2 || labels.length > 2 ? "surely" : "perhaps";
  if (vague.has(last)) return labels.length > 2 ? "perhaps" : undefined;
  return last.startsWith("xn--") ? "perhaps" : undefined;
}

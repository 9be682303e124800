/* The model written straightforwardly by hand in C, as a measure for the compiled engine (docs/performance.md).

   The same rules, branching answers, Philox 4x32-10 addressed by seed, replicate, clock and candidate; the order of its
   draws is its own, so that figures agree within their errors and histories do not. It keeps a row a history and no
   more: no spells, no days, no fingerprint, no scheduled events but one change of imports.

       cc -O3 -march=native baseline.c -o baseline -lm && ./baseline N [seed=7] [name=value ...]

   The first line is the time: "us_per_replicate T"; then one line a figure: name, mean, standard error. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* Parameters with their defaults; names as in docs/model.md, shortened. */
// clang-format off
#define PARAMS(X) \
  X(horizon,365) X(cold_day,82) X(mu_R,.02) X(winter_R,1) X(mu_U,.1) X(push,.5) X(n_RR,.2) X(n_UU,.2) X(n_RU,.05) \
  X(n_UR,.5) X(memory,14) X(inc,.05) X(damage,4) X(light_share,.88) X(sat,1) X(light_days,8.5) X(ref_share,.008) \
  X(ref_days,50) X(idle0,.04) X(ref_felt,30) X(shift_R,1/90.) X(shift_U,1/90.) X(shift_sd,.3) X(shift_mem,.5) \
  X(shift_center,1) X(level_R,0) X(level_U,0) X(scope_t,1) X(scope_p,.7) X(scope_c,1) X(rR_t,.1) X(rU_t,.1) \
  X(rR_p,.1) X(rU_p,.1) X(rR_c,.05) X(rU_c,.05) X(tol_t,5) X(tol_p,5) X(tol_c,5) X(lvl_n,.3) X(lvl_t,.5) X(lvl_p,.7) \
  X(lvl_c,.8) X(tempt_R,1) X(tempt_U,1) X(initial,1) X(retal_R,4) X(retal_U,4) X(author,0) X(author_inc,0) X(w_R,8) \
  X(w_U,2) X(w_inc,1) X(hotline,.2) X(deter,.5) X(monitor,.2) X(graduated,0) X(window,14) X(days,60) X(max_renew,6) \
  X(bonus,1) X(misread,.3) X(forgive,.3) X(formation,.005) X(stage,1) X(channel,1) X(round_days,17) X(mediator,.5) \
  X(brk,1/120.) X(cool,60) X(fallback,.25) X(setback,1) X(strict,.9) X(tolerated,100) X(area,600) X(unit,100) \
  X(loss,.01) X(a_U,.3) X(a_R,.3) X(b_sig,1.5) X(b_intr,.3) X(b_dur,.3) X(b_pain,1) X(b_lev,1.2) X(b_med,1) \
  X(b_trust,1.5) X(b_dem,1) X(b_adv,.3) X(b_prov,.8) X(b_kursk,1) X(gap,1) X(link,.5) X(trust0,.3) X(t_loss,.5) \
  X(t_days,90) X(hold,45) X(broad,1/60.) X(nuclear,7.7) X(other,12.5) X(imports,1.7) X(imports2,2.1) X(imp_day,32) \
  X(destroyed,8.8) X(restored,.5) X(usable,.9) X(shed,.5) X(crews,100) X(repair,135) X(block,.1) X(Dmean,13.8) \
  X(Dswing,2.1) X(Dsh,1) X(drop,.31) X(wx_sd,.04) X(wx_mem,.8) X(nsum,.63) X(nwin,.95) X(g_felt,14) X(stretch,1.4)
// clang-format on
#define X(n, d) static double n = d;
PARAMS(X)
#undef X
static struct {
  const char *k;
  double *v;
} TAB[] = {
#define X(n, d) {#n, &n},
    PARAMS(X)};
#undef X
int setp(const char *k, double v) {
  for (unsigned i = 0; i < sizeof TAB / sizeof *TAB; i++)
    if (!strcmp(TAB[i].k, k)) {
      *TAB[i].v = v;
      return 0;
    }
  return 1;
}
enum { RW, UR, IR, IU, RO, TF, KL, HR, BT, BR, SR, SU, NC }; /* clocks */
static double L[NC] = {.5, 2, .5, .5, 1 / 7., .2, 1, 1, .1, .1, .1, .1};
typedef struct {
  double u[4];
} B4;
static inline B4 philox(uint32_t n, uint32_t k, uint32_t r, uint32_t b, uint32_t s) {
  uint32_t c0 = n, c1 = k, c2 = r, c3 = b, k0 = s, k1 = 0;
  for (int i = 0; i < 10; i++) {
    uint64_t p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
    uint32_t a = (uint32_t)(p1 >> 32) ^ c1 ^ k0, c = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    c0 = a;
    c2 = c;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  const double q = 1 / 4294967296.;
  return (B4){{(c0 + .5) * q, (c1 + .5) * q, (c2 + .5) * q, (c3 + .5) * q}};
}
/* A bijection of 32 bits: an address must lose none from one generation to the next, or long chains run in circles. */
static inline uint32_t mix(uint32_t h) {
  h ^= h >> 16;
  h *= 0x85EBCA6Bu;
  h ^= h >> 13;
  h *= 0xC2B2AE35u;
  return h ^ h >> 16;
}
static inline double sg(double x) { return 1 / (1 + exp(-x)); }
static inline double mn(double a, double b) { return a < b ? a : b; }
static inline double mx(double a, double b) { return a > b ? a : b; }
#define MAXP 1024
/* answers: Poisson(m) by inversion, each after Exp(memory); side i; address from the parent */
#define ANS(i, m, uu, ad)                                                   \
  {                                                                         \
    double m_ = (m), u_ = (uu), q_ = exp(-m_), s_ = q_;                     \
    int c_ = 0;                                                             \
    while (u_ > s_ && c_ < 60) {                                            \
      q_ *= m_ / ++c_;                                                      \
      s_ += q_;                                                             \
    }                                                                       \
    for (int j_ = 0; j_ < c_; j_++) {                                       \
      if (np[i] >= MAXP) {                                                  \
        o->over++;                                                          \
        break;                                                              \
      }                                                                     \
      uint32_t ad_ = mix((ad) + 40503u * (j_ + 1));                         \
      double w_ = t - memory * log(philox(ad_, 40 + (i), r, 3, seed).u[0]); \
      pt[i][np[i]] = w_;                                                    \
      pa[i][np[i]++] = ad_;                                                 \
      if (w_ < pmin[i]) pmin[i] = w_;                                       \
    }                                                                       \
  }
typedef struct {
  double first, fcomp, tacit_end, larger, hours, ens, outage, sched, coll1, cause, nR, nU, ncoll, signed_t, clip, over,
      fdays, formal_end, fspell;
} Row;
static double sc_[4], rr[2][4], lv[4], tl[4], fw[3], eprice, ebonus, xpl[4], gr[4], dd[4], cs[4096];
static void setup(void) {
  double a[4] = {0, scope_t, scope_p, scope_c}, b[4] = {1, rR_t, rR_p, rR_c}, c[4] = {1, rU_t, rU_p, rU_c},
         d[4] = {lvl_n, lvl_t, lvl_p, lvl_c}, e[4] = {1e9, tol_t, tol_p, tol_c};
  memcpy(sc_, a, sizeof a);
  memcpy(rr[0], b, sizeof a);
  memcpy(rr[1], c, sizeof a);
  memcpy(lv, d, sizeof a);
  memcpy(tl, e, sizeof a);
  fw[0] = pow(forgive, w_R);
  fw[1] = pow(forgive, w_U);
  fw[2] = pow(forgive, w_inc);
  double price = b_sig + b_intr * (monitor + graduated) + b_dur / (1 + 60 / days);
  eprice = exp(-price);
  ebonus = exp(bonus - price);
  for (int i = 0; i < 4; i++) {
    xpl[i] = i >= 2 ? monitor : hotline;
    gr[i] = 1 - .7 * graduated * (i >= 2);
    dd[i] = i >= 2 ? 1 - deter * monitor : 1;
  }
  for (int i = 0; i < 4096; i++) cs[i] = cos(2 * M_PI * (i - cold_day) / 365.25);
}
static void one(uint32_t seed, uint32_t r, Row *o) {
  double next[NC], acc[NC], mk[NC][2];
  uint32_t cnt[NC] = {0};
  for (int k = 0; k < NC; k++) {
    B4 b = philox(0, k, r, 0, seed);
    next[k] = -log(b.u[0]) / L[k];
    acc[k] = b.u[1];
    mk[k][0] = b.u[2];
    mk[k][1] = b.u[3];
  }
  double pt[2][MAXP];
  uint32_t pa[2][MAXP];
  int np[2] = {0, 0};
  double pmin[2] = {1e9, 1e9};
  double t0 = 0, prov = 0, light = 0, f = idle0, PU = 0, PR = idle0, TR = trust0, TU = trust0, z = 0, since = 0,
         clean = -1e9, wait = -1, imp = imports, E[2] = {exp(level_R), exp(level_U)}, lev[2] = {level_R, level_U};
  int tover = 0, heavy = (int)floor(destroyed * (1 - restored) / block + .5), hmax = (int)floor(other / block + 1e-9),
      K = (int)floor(area / unit + .5), st = (int)stage, kind = (int)initial, ren = 0, nb = 0, day = 1;
  double br[64], bw[64];
  if (heavy > hmax) heavy = hmax;
  double expires = kind >= 2 ? days : 1e9;
  memset(o, 0, sizeof *o);
  o->first = kind >= 2 ? 0 : 1e9;
  o->fcomp = kind == 3 ? 0 : 1e9;
  o->tacit_end = o->larger = o->coll1 = o->signed_t = o->formal_end = 1e9;
  const double be = 1 / memory, bl = 1 / light_days, bf = 1 / ref_days, bt = 1 / t_days, wz = sqrt(1 - wx_mem * wx_mem),
               lim = log(4);
  for (;;) {
    int k = 0;
    double t = next[0];
    for (int j = 1; j < NC; j++)
      if (next[j] < t) {
        t = next[j];
        k = j;
      }
    int tick = 0, expi = 0, ans = -1;
    uint32_t addr = 0;
    if (pmin[0] < t) {
      t = pmin[0];
      ans = 0;
    }
    if (pmin[1] < t) {
      t = pmin[1];
      ans = 1;
    }
    if (expires <= t && expires <= day) {
      t = expires;
      expi = 1;
      ans = -1;
    } else if (day <= t) {
      t = day;
      tick = 1;
      ans = -1;
    }
    if (t > horizon) break;
    double a = 0, m0 = 0, m1 = 0;
    uint32_t n = 0;
    int in = 0;
    if (ans >= 0) {
      int i = 0;
      while (pt[ans][i] != t) i++;
      addr = pa[ans][i];
      np[ans]--;
      pt[ans][i] = pt[ans][np[ans]];
      pa[ans][i] = pa[ans][np[ans]];
      pmin[ans] = 1e9;
      for (i = 0; i < np[ans]; i++)
        if (pt[ans][i] < pmin[ans]) pmin[ans] = pt[ans][i];
      k = ans ? UR : RW;
    } else if (!tick && !expi) {
      n = cnt[k];
      a = acc[k] * L[k];
      m0 = mk[k][0];
      m1 = mk[k][1];
      B4 b = philox(++cnt[k], k, r, 0, seed);
      next[k] = t - log(b.u[0]) / L[k];
      acc[k] = b.u[1];
      mk[k][0] = b.u[2];
      mk[k][1] = b.u[3];
      switch (k) { /* reject early on bounds that need no exponential */
      case RW:
        in = a < mu_R * E[0] * (1 + winter_R);
        break;
      case UR:
        in = a < (1 + push) * mu_U * E[1];
        break;
      case IR:
      case IU:
        in = kind && a < inc;
        break;
      case RO:
        in = channel && kind != 3 && t >= wait && a < 1 / round_days;
        break;
      case TF:
        in = !kind && t >= wait && a < 4 * formation;
        break;
      case KL:
        in = a < loss * K;
        break;
      case HR:
        in = a < mn(heavy, crews) / repair;
        break;
      case BT:
        in = kind >= 2 && o->larger > 1e8 && t - mx(since, clean) >= hold && a < broad;
        break;
      case BR:
        in = st && kind < 2 && a < brk;
        break;
      case SR:
        in = a < shift_R;
        break;
      case SU:
        in = a < shift_U;
        break;
      }
      if (!in) continue;
      if (k == KL) {
        K--;
        continue;
      }
      if (k == HR) {
        heavy--;
        continue;
      }
      if (k == BR) {
        st = 0;
        continue;
      }
      if (k >= SR) {
        int i = k - SR;
        double v = shift_mem * lev[i] - shift_center * shift_sd * shift_sd / (2 * (1 + shift_mem)) +
                   shift_sd * sqrt(-2 * log(m0)) * cos(2 * M_PI * m1);
        v = v < -lim ? -lim : v > lim ? lim : v;
        lev[i] = v;
        E[i] = exp(v);
        continue;
      }
    }
    double d = t - t0;
    if (d > 0) {
      prov *= exp(-d * be);
      light *= exp(-d * bl);
      f *= exp(-d * bf);
      double q = exp(-d * bt), c = lv[kind];
      TR = c + (TR - c) * q;
      TU = c + (TU - c) * q;
      if (kind >= 2) o->fdays += d;
      t0 = t;
    }
    const double g = b_dem * link * gap, pu = mn(2, PU / 8);
#define PUK sg(a_U + b_pain * pu + b_med * mediator + b_trust * TR - g)
#define PRK                                                                             \
  sg(a_R + b_lev * mn(2, PR / .08) + b_med * mediator + b_trust * TU - g - b_adv * pu - \
     b_kursk * (K * unit > tolerated) - b_prov * mn(2, prov / 2))
#define LOW(p, e) ((p) * (e) / (1 - (p) + (p) * (e)))
    if (tick) {
      B4 w = philox(day, 20, r, 0, seed);
      z = wx_mem * z + wz * sqrt(-2 * log(w.u[0])) * cos(2 * M_PI * w.u[1]);
      double sw = cs[day];
      if (day >= imp_day) imp = imports2;
      double D = (Dmean + Dswing * sw + Dsh * (2 * sw * sw - 1)) * (1 + wx_sd * z),
             S = nuclear * (nsum + (nwin - nsum) * (1 + sw) / 2) + usable * mx(0, other - block * heavy - light) + imp;
      double x = (1 - S / D) / drop;
      if (x > 0) {
        x = mn(1, x);
        double e = 24 * (D * x * (1 - drop * x / 2) - S * x), ho = mn(24, e / (shed * D * (1 - drop / 2)));
        o->hours += 24 * x;
        o->sched += mn(24, stretch * 24 * x);
        o->ens += e;
        o->outage += ho;
        PU += (ho - PU) / g_felt;
      } else
        PU -= PU / g_felt;
      PR += (f - PR) / ref_felt;
      day++;
      continue;
    }
    if (expi) {
      B4 b = philox(ren, 21, r, (uint32_t)since, seed);
      double p = PUK, q = PRK;
      if (ren < max_renew && b.u[0] < LOW(p, ebonus) && b.u[1] < LOW(q, ebonus)) {
        ren++;
        expires = t + days;
      } else {
        if (o->formal_end > 1e8) {
          o->formal_end = t;
          o->fspell = 1;
        }
        kind = 0;
        expires = 1e9;
        nb = 0;
        ren = 0;
        st = st > setback ? st - (int)setback : 0;
      }
      continue;
    }
    int by = -1, delib = 0;
    double own = 0, oq = 0, echo = .5;
    uint32_t self = n * 16 + 11 + k;
    B4 M = philox(ans < 0 ? n : addr, ans < 0 ? k : 32 + k, r, 1, seed);
    switch (k) {
    case RW: {
      int in_ = kind && M.u[0] >= 1 - sc_[kind];
      if (ans < 0) {
        double cold = mx(0, cos(2 * M_PI / 365.25 * (t - cold_day))),
               hd = in_ ? mn(1, rr[0][kind] * exp(tempt_R * dd[kind] * cold)) : 1,
               ra = mu_R * E[0] * (1 + winter_R * cold) * hd;
        if (ra > L[RW]) o->clip++;
        if (a >= ra) break;
      }
      B4 Q = philox(ans < 0 ? n : addr, ans < 0 ? RW : 30, r, 2, seed);
      if (ans >= 0) {
        m0 = Q.u[2];
        m1 = Q.u[3];
      }
      o->nR++;
      double G = -damage * log(m0);
      light += light_share * G;
      heavy += (int)(mn(other, G * (1 - light_share)) * mx(0, 1 - sat * block * heavy / other) / block + m1);
      if (heavy > hmax) heavy = hmax;
      self = ans < 0 ? n * 16 + 1 : addr * 2654435761u + 1;
      own = n_RR;
      oq = Q.u[0];
      echo = Q.u[1];
      if (in_) {
        by = 0;
        delib = 1;
      } else {
        ANS(0, own, oq, self);
        ANS(1, n_UR, echo, self + 7);
      }
    } break;
    case UR: {
      int in_ = kind && M.u[0] >= 1 - sc_[kind];
      if (ans < 0) {
        double hd = in_ ? mn(1, rr[1][kind] *
                                    exp(tempt_U * dd[kind] * (1 - mx(0, cos(2 * M_PI / 365.25 * (t - cold_day))))))
                        : 1,
               ra = mu_U * E[1] * (1 + push * (kind < 2)) * hd;
        if (ra > L[UR]) o->clip++;
        if (a >= ra) break;
      }
      B4 Q = philox(ans < 0 ? n : addr, ans < 0 ? UR : 31, r, 2, seed);
      if (ans >= 0) m0 = Q.u[2];
      prov += 1;
      o->nU++;
      f = mn(1, f - ref_share * log(m0));
      self = ans < 0 ? n * 16 + 3 : addr * 2654435761u + 3;
      own = n_UU;
      oq = Q.u[0];
      echo = Q.u[1];
      if (in_) {
        by = 1;
        delib = 1;
      } else {
        ANS(1, own, oq, self);
        ANS(0, n_RU, echo, self + 7);
      }
    } break;
    case IR:
      by = 0;
      echo = philox(n, k, r, 2, seed).u[0];
      break;
    case IU:
      by = 1;
      echo = philox(n, k, r, 2, seed).u[0];
      break;
    case RO: {
      double p = PUK, q = PRK;
      int y = m0 < p, w = m1 < q;
      if (y && w) {
        int nk = -1;
        if (st < 3)
          st++;
        else if (m0 < LOW(p, eprice) && m1 < LOW(q, eprice)) {
          if (K * unit <= tolerated || M.u[0] >= strict)
            nk = 3;
          else if (kind != 2 && M.u[1] < fallback)
            nk = 2;
        }
        if (nk > 0) {
          if (kind == 1 && !tover) {
            o->signed_t = t;
            tover = 1;
          }
          kind = nk;
          since = t;
          nb = 0;
          ren = 0;
          expires = t + days;
          if (o->first > t) o->first = t;
          if (nk == 3 && o->fcomp > t) o->fcomp = t;
        }
      } else if (!y && !w && st)
        st--;
    } break;
    case TF:
      if (a < 4 * formation * PUK * PRK) {
        kind = 1;
        since = t;
        nb = 0;
      }
      break;
    case BT:
      if (a < sg(2 * (mn(TU, TR) - gap)) * broad) o->larger = t;
      break;
    }
    if (by >= 0) {
      int coll = 0, unf = 0;
      double fp = delib ? fw[by] : fw[2], W = delib ? (by ? w_U : w_R) : w_inc;
      if ((delib || (M.u[1] >= xpl[kind] && M.u[2] < misread)) && M.u[3] >= fp) {
        unf = 1;
        clean = t;
        if (by)
          TU *= 1 - t_loss;
        else
          TR *= 1 - t_loss;
        int w = 0;
        double s = W;
        for (int i = 0; i < nb; i++)
          if (br[i] > t - window) {
            br[w] = br[i];
            bw[w] = bw[i];
            s += bw[w++];
          }
        if (w < 63) {
          br[w] = t;
          bw[w++] = W;
        }
        nb = w;
        coll = s > tl[kind];
      }
      if (delib) {
        ANS(by, own + coll * author * (by ? retal_U : retal_R), oq, self)
      } else if (coll && author_inc > 0) {
        ANS(by, author * author_inc * (by ? retal_U : retal_R), philox(n, k, r, 2, seed).u[1], self)
      }
      if (unf) {
        ANS(by ? 0 : 1, (by ? n_RU : n_UR) * gr[kind], echo, self + 7);
        if (coll) {
          if (kind == 1 && !tover) {
            o->tacit_end = t;
            tover = 1;
          }
          if (kind >= 2) {
            st = st > setback ? st - (int)setback : 0;
            if (o->formal_end > 1e8) {
              o->formal_end = t;
              o->fspell = 2;
            }
          }
          kind = 0;
          wait = mx(wait, t + cool);
          expires = 1e9;
          nb = 0;
          ren = 0;
          o->ncoll++;
          if (o->coll1 > 1e8) o->coll1 = t;
          ANS(by ? 0 : 1, by ? retal_R : retal_U, (M.u[3] - fp) / (1 - fp), self + 9);
        }
      }
    }
  }
}
int main(int c, char **v) {
  int n = c > 1 ? atoi(v[1]) : 100000, seed = 7;
  for (int i = 2; i < c; i++) {
    char *e = strchr(v[i], '=');
    if (!e) return fprintf(stderr, "%s: name=value\n", v[i]), 2;
    *e = 0;
    if (!strcmp(v[i], "seed"))
      seed = atoi(e + 1);
    else if (setp(v[i], atof(e + 1)))
      return fprintf(stderr, "%s: no such parameter\n", v[i]), 2;
  }
  setup();
  struct timespec x, y;
  clock_gettime(CLOCK_MONOTONIC, &x);
  static const char *N[] = {"p180",     "p365",   "c365",     "waves",  "refinery", "hours",
                            "unserved", "outage", "tacit180", "larger", "schedule", "clips"};
  double s[12] = {0}, q[12] = {0};
  Row o;
  for (int i = 0; i < n; i++) {
    one(seed, i, &o);
    double w[12] = {o.first <= 180, o.first <= 365, o.fcomp <= 365,     o.nR,           o.nU,    o.hours,
                    o.ens,          o.outage,       o.tacit_end <= 180, o.larger < 1e8, o.sched, o.clip + o.over};
    for (int j = 0; j < 12; j++) {
      s[j] += w[j];
      q[j] += w[j] * w[j];
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &y);
  double us = ((y.tv_sec - x.tv_sec) * 1e9 + (y.tv_nsec - x.tv_nsec)) / 1e3 / n;
  printf("us_per_replicate %.2f\n", us);
  for (int j = 0; j < 12; j++) {
    double m = s[j] / n;
    printf("%s %.8g %.4g\n", N[j], m, sqrt(mx(0, q[j] / n - m * m) / n));
  }
}

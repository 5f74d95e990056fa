#!/usr/bin/env python3
"""Numbers of SciPy and scikit-learn that the tests hold Spindle's statistics to; the tests read golden.json and need no Python.

Made with Debian 12's packages:  apt-get install python3-scipy python3-sklearn;  /usr/bin/python3 tests/Golden/golden.py
"""
import json
import pathlib
import platform

import numpy as np
import scipy
import scipy.optimize
import scipy.stats
import sklearn
import sklearn.decomposition
import sklearn.preprocessing
import sklearn.svm

draw = np.random.default_rng(20210924)


def rounded(values, digits=3):
    """Inputs with few digits, so that the file is small and its decimal text is the very number."""
    return np.round(values, digits) + 0.0


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    return value.item() if isinstance(value, np.generic) else value


def t_tests(test):
    def case(name, a, b):
        t, p = test(a, b)
        return {"case": name, "a": a, "b": b, "t": t, "p": p}

    a, effect = rounded(draw.normal(1, 0.3, 16)), rounded(draw.normal(0.2, 0.1, 16))
    cases = [
        case("moderate", a, rounded(a + effect)),
        case("weak", a, rounded(draw.normal(1.1, 0.3, 16))),
        case("overwhelming", a, rounded(a + 4 + 0.01 * effect)),
        case("the other way", rounded(a + effect), a),
        case("two samples", np.array([1.0, 2.5]), np.array([0.5, 1.0])),
    ]
    if test is not scipy.stats.ttest_rel:
        cases.append(case("unequal sizes", a, rounded(draw.normal(1.4, 0.6, 41))))
    return cases


def anova():
    def case(name, groups):
        f, p = scipy.stats.f_oneway(*groups)
        within = sum(len(group) for group in groups) - len(groups)
        return {"case": name, "groups": groups, "f": f, "p": p, "between": len(groups) - 1, "within": within}

    noise = rounded(draw.normal(0, 0.2, (8, 16)))
    tuning = np.exp(-0.5 * ((np.arange(8) - 4) / 1.2) ** 2)[:, None]
    return [
        case("no tuning", list(noise)),
        case("weak tuning", list(rounded(0.15 * tuning + noise))),
        case("strong tuning", list(rounded(3 * tuning + noise))),
        case("unequal sizes", [rounded(draw.normal(m, 1, n)) for m, n in ((1.8, 24), (2.0, 31), (3.4, 17))]),
        case("two groups of two", [np.array([1.0, 2.0]), np.array([2.0, 4.0])]),
    ]


def gaussian_fit():
    def gaussian(x, a, u, s):
        return a / (s * np.sqrt(2 * np.pi)) * np.exp(-((x - u) ** 2) / (2 * s**2))

    def case(name, y):
        y = rounded(y)
        x, height = np.arange(9.0), y - y.min()
        start = (height.max() + 1, 4, 1)
        (a, u, s), _ = scipy.optimize.curve_fit(gaussian, x, height, p0=start, ftol=1e-14, xtol=1e-14, gtol=1e-14, maxfev=20000)
        residual = ((gaussian(x, a, u, s) - height) ** 2).sum()
        return {"case": name, "y": y, "start": start, "area": a, "center": u, "sd": s, "width": 2 * s, "residual": residual}

    x = np.arange(9)
    bump = lambda height, sd, centre=4: height * np.exp(-0.5 * ((x - centre) / sd) ** 2)
    return [
        case("narrow", 0.3 + bump(2.0, 0.64)),
        case("published width", 0.5 + bump(2.95, 0.665) + draw.normal(0, 0.02, 9)),
        case("wide", -0.2 + bump(1.5, 1.7) + draw.normal(0, 0.05, 9)),
        case("off the centre", bump(1.0, 1.1, 4.4) + draw.normal(0, 0.03, 9)),
        case("negative rates", -0.9 + bump(0.4, 0.9) + draw.normal(0, 0.01, 9)),
        case("tall", 1.0 + bump(40.0, 0.8) + draw.normal(0, 0.3, 9)),
    ]


def circular():
    def case(name, angles):
        resultant = abs(np.exp(1j * angles).mean())
        return {
            "case": name, "angles": angles, "mean": scipy.stats.circmean(angles, high=np.pi, low=-np.pi), "resultant": resultant,
            "variance": scipy.stats.circvar(angles, high=np.pi, low=-np.pi), "sd": scipy.stats.circstd(angles, high=np.pi, low=-np.pi),
        }

    return [
        case("narrow", rounded(draw.vonmises(0.4, 8, 20))),
        case("across the cut", rounded(draw.vonmises(np.pi, 4, 20))),
        case("wide", rounded(draw.vonmises(-1.5, 0.8, 30))),
    ]


def effect_sizes():
    def case(name, a, b):
        t, p = scipy.stats.ttest_ind(a, b, equal_var=False)
        u, u_p = scipy.stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
        pooled = np.sqrt((a.var(ddof=1) * (len(a) - 1) + b.var(ddof=1) * (len(b) - 1)) / (len(a) + len(b) - 2))
        v, w = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
        freedom = (v + w) ** 2 / (v**2 / (len(a) - 1) + w**2 / (len(b) - 1))
        return {
            "case": name, "a": a, "b": b, "welch_t": t, "welch_p": p, "welch_freedom": freedom,
            "mann_whitney_u": u, "mann_whitney_p": u_p, "cohens_d": (b.mean() - a.mean()) / pooled,
        }

    return [
        case("shift", rounded(draw.normal(1, 0.3, 16)), rounded(draw.normal(1.3, 0.5, 25))),
        case("counts with ties", draw.poisson(4, 30).astype(float), draw.poisson(6, 22).astype(float)),
        case("no effect", rounded(draw.gamma(2, 1, 40)), rounded(draw.gamma(2, 1, 40))),
    ]


def summaries():
    def case(name, values, bins, low, high):
        counts, edges = np.histogram(values, bins=bins, range=(low, high))
        density, _ = np.histogram(values, bins=bins, range=(low, high), density=True)
        return {
            "case": name, "values": values, "bins": bins, "low": low, "high": high, "counts": counts, "edges": edges, "density": density,
            "quartiles": np.percentile(values, [0, 25, 50, 75, 100]), "mean": values.mean(), "sd": values.std(ddof=1),
            "standard_error": scipy.stats.sem(values),
        }

    return [
        case("saccade errors", np.concatenate([rounded(np.abs(draw.normal(0, 12, 60)), 2), [0.0, 6.0, 180.0]]), 30, 0, 180),
        case("rates", rounded(draw.gamma(2, 1, 41)), 12, 0.0, 6.0),
    ]


def pca():
    def case(name, x, k):
        z = sklearn.preprocessing.StandardScaler().fit_transform(x)
        fit = sklearn.decomposition.PCA(n_components=k, svd_solver="full").fit(z)
        sign = np.sign(fit.components_[np.arange(k), np.abs(fit.components_).argmax(1)])
        return {
            "case": name, "x": x, "components": fit.components_ * sign[:, None], "scores": fit.transform(z) * sign,
            "explained_variance": fit.explained_variance_, "explained_variance_ratio": fit.explained_variance_ratio_,
        }

    mixed = rounded(draw.normal(size=(24, 3)) @ draw.normal(size=(3, 7)) + 0.3 * draw.normal(size=(24, 7)) + draw.normal(size=7))
    with_constant = mixed.copy()
    with_constant[:, 2] = 1.5
    return [
        case("mixed units", mixed, 3),
        case("a unit that never changes", with_constant, 2),
        case("more units than rows", rounded(draw.normal(size=(5, 9))), 2),
    ]


def marginals(x):
    """Units × conditions × steps → time, stimulus, stimulus and time; centred."""
    x = x - x.mean((1, 2), keepdims=True)
    t = np.broadcast_to(x.mean(1, keepdims=True), x.shape)
    s = np.broadcast_to(x.mean(2, keepdims=True), x.shape)
    return x, {"time": t, "stimulus": s, "stimulus_time": x - t - s}


def demix(x, ridge, q):
    """Straight from the definition: regression with a ridge, then singular vectors of what it predicts."""
    units = x.shape[0]
    x, parts = marginals(x)
    flat, penalty = x.reshape(units, -1), ridge * (x**2).sum()
    padded = np.hstack([flat, penalty * np.eye(units)])
    fits = {}
    for name, part in parts.items():
        target = np.hstack([part.reshape(units, -1), np.zeros((units, units))])
        c = np.linalg.lstsq(padded.T, target.T, rcond=None)[0].T
        u = np.linalg.svd(c @ padded)[0][:, :q]
        u = u * np.sign(u[np.abs(u).argmax(0), np.arange(u.shape[1])])
        fits[name] = (u, c.T @ u)
    return x, parts, fits


def dpca():
    units, conditions, steps, trials = 6, 4, 7, 5
    shape = lambda k: draw.normal(size=(units, k))
    time, place = np.linspace(0, 1, steps), np.arange(conditions)
    signal = (
        2 * np.einsum("nk,kt->nt", shape(2), np.array([np.sin(3 * time), time**2]))[:, None, :]
        + np.einsum("nk,ks->ns", shape(2), np.array([np.cos(np.pi / 2 * place), np.sin(np.pi / 2 * place)]))[:, :, None]
        + np.einsum("nk,ks,kt->nst", shape(2), draw.normal(size=(2, conditions)), np.array([time, np.cos(4 * time)]))
    )
    data = rounded(signal + 0.5 * draw.normal(size=(trials, units, conditions, steps)) + 3)
    mean = data.mean(0)
    out = {"case": "six units", "trials": data, "fits": []}
    for ridge in (0.0, 1e-3, 2e-2):
        q = 3
        x, parts, fits = demix(mean, ridge, q)
        flat, total = x.reshape(units, -1), (x**2).sum()
        entry = {"lambda": ridge}
        for name, (p, d) in fits.items():
            z = d.T @ flat
            entry[name] = {
                "variance": (parts[name] ** 2).sum() / total, "encoder": p, "decoder": d,
                "component_variance": (z**2).sum(1) / total,
                "reconstruction": 1 - ((flat - p @ z) ** 2).sum() / total,
                "marginal_reconstruction": 1 - ((parts[name].reshape(units, -1) - p @ z) ** 2).sum() / (parts[name] ** 2).sum(),
            }
        out["fits"].append(entry)
    held = draw.integers(trials, size=(units, conditions))
    one = np.zeros((trials, units, conditions), bool)
    np.put_along_axis(one, held[None], True, 0)
    valid = np.where(one[..., None], data, 0).sum(0)
    train = (data.sum(0) - valid) / (trials - 1)
    ridges, scores = 1e-7 * 1.4 ** np.arange(45), []
    for ridge in ridges:
        _, _, fits = demix(train, ridge, 10)
        x, parts = marginals(valid)
        flat, score = x.reshape(units, -1), 0.0
        for name, (p, d) in fits.items():
            k = p @ d.T
            score += ((parts[name].reshape(units, -1) - (k - np.diag(np.diag(k))) @ flat) ** 2).sum()
        scores.append(score)
    return [out | {"held_out": held, "lambdas": ridges, "scores": scores, "best": int(np.argmin(scores))}]


def svm():
    def case(name, train, labels, test, truth):
        fit = sklearn.svm.SVC(C=1.0, kernel="rbf", gamma="scale").fit(train, labels)
        pairs = sklearn.svm.SVC(C=1.0, kernel="rbf", gamma="scale", decision_function_shape="ovo").fit(train, labels)
        return {
            "case": name, "train": train, "labels": labels, "test": test, "truth": truth,
            "gamma": 1 / (train.shape[1] * train.var()), "decisions": pairs.decision_function(test).reshape(len(test), -1)[:12],
            "predicted": fit.predict(test), "accuracy": fit.score(test, truth),
        }

    def places(count, spread, features, trials):
        centres = draw.normal(size=(count, features))
        make = lambda n: (
            rounded(np.repeat(centres, n, 0) + spread * draw.normal(size=(count * n, features))), np.repeat(np.arange(count), n))
        return *make(trials), *make(12)

    shuffled, order, test, truth = places(8, 0.8, 5, 6)
    mix = draw.permutation(len(order))
    unbalanced = places(3, 1.0, 2, 20)
    keep = np.r_[0:20, 20:27, 40:53]
    return [
        case("two classes", *places(2, 1.0, 3, 14)),
        case("eight places, apart", *places(8, 0.3, 12, 7)),
        case("eight places, mixed up", *places(8, 1.2, 6, 14)),
        case("eight places, little to tell", *places(8, 3.0, 4, 14)),
        case("trials in any order", shuffled[mix], order[mix], test, truth),
        case("classes of unequal size", unbalanced[0][keep], unbalanced[1][keep], unbalanced[2], unbalanced[3]),
    ]


golden = {
    "origin": {
        "made_by": "tests/Golden/golden.py", "python": platform.python_version(), "numpy": np.__version__,
        "scipy": scipy.__version__, "scikit_learn": sklearn.__version__,
    },
    "paired_t": t_tests(scipy.stats.ttest_rel),
    "independent_t": t_tests(scipy.stats.ttest_ind),
    "anova": anova(),
    "gaussian_fit": gaussian_fit(),
    "circular": circular(),
    "effect_sizes": effect_sizes(),
    "summaries": summaries(),
    "pca": pca(),
    "dpca": dpca(),
    "svm": svm(),
}

lines = []
for name, value in golden.items():
    text = json.dumps(plain(value)) if isinstance(value, dict) else "[\n" + ",\n".join("  " + json.dumps(plain(case)) for case in value) + "\n]"
    lines.append(f"{json.dumps(name)}: {text}")
pathlib.Path(__file__).with_name("golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")

"""Invented talks: titles and abstracts of the kind one hears, by people who do not exist."""

from dataclasses import dataclass

from events.models import Speaker, Talk

NOTE = "*This talk, its speaker and its abstract are made up to show how the portal looks.*"


@dataclass(frozen=True)
class SampleTalk:
    title: str
    speaker: str
    affiliation: str
    abstract: str = ""

    def give(self, event, *, starts_at=None, ends_at=None, session=None, room=""):
        """Put this talk into the programme of an event."""
        talk = Talk.objects.create(
            event=event,
            session=session,
            title=self.title,
            abstract="\n\n".join(part for part in (self.abstract, NOTE) if part),
            starts_at=starts_at,
            ends_at=ends_at,
            room=room,
            is_sample=True,
        )
        Speaker.objects.create(talk=talk, name=self.speaker, affiliation=self.affiliation)
        return talk


BENIGN = SampleTalk(
    "Benign overfitting beyond the kernel regime",
    "Sample Speaker",
    "Sample University",
    r"""When does a network that fits its training data perfectly still predict well? For a two-layer
network $f_\theta(x) = \sum_{k=1}^{m} a_k\,\sigma(\langle w_k, x\rangle)$ we look at the excess risk
$$R(\hat\theta) - R(\theta^*) \le C\left(\frac{\operatorname{tr}\Sigma_{>k}}{n} + \frac{k}{n}\right).$$""",
)
BARRON = SampleTalk(
    r"Rates for $\lVert f - f_\theta \rVert$ in Barron spaces",
    "Another Sample",
    "Sample Institute",
    r"""For $f$ in the Barron space $\mathcal{B}$ there is a network with $m$ neurons such that
$$\lVert f - f_\theta \rVert_{L^2(\mu)} \le \frac{\lVert f \rVert_{\mathcal{B}}}{\sqrt{m}}.$$
We ask what remains of this rate when $\theta$ is found by training.""",
)
FLOW = SampleTalk(
    "Gradient flow as optimal transport",
    "Specimen Example",
    "Example Academy",
    r"""Training in the limit of many neurons is a flow of measures,
$\partial_t \mu_t = \nabla\cdot(\mu_t \nabla V[\mu_t])$. We review what is known about its limits.""",
)
ATTENTION = SampleTalk(
    "What attention can count",
    "Pat Placeholder",
    "Sample University",
    r"""With $\operatorname{softmax}(QK^\top/\sqrt{d})\,V$ a single layer can decide some languages
and not others. A short tour with proofs by picture.""",
)
INVERSE = SampleTalk(
    "Learned regularisers for inverse problems",
    "Toni Testperson",
    "Testing College",
    r"""We minimise $\tfrac12\lVert Ax - y\rVert^2 + \lambda R_\theta(x)$ and ask when the minimiser
depends continuously on $y$.""",
)
ROBUST = SampleTalk(
    "Certified robustness by randomised smoothing",
    "Mock Lecturer",
    "Example Academy",
    r"""The smoothed classifier $g(x) = \arg\max_c \mathbb{P}(f(x+\varepsilon) = c)$ with
$\varepsilon \sim \mathcal{N}(0, \sigma^2 I)$ is constant on a ball. How large is it?""",
)
NTK = SampleTalk(
    r"Spectra of the neural tangent kernel $\Theta(x,x')$",
    "Fictional Fellow",
    "Sample Institute",
    r"""$\Theta(x,x') = \langle \nabla_\theta f_\theta(x), \nabla_\theta f_\theta(x')\rangle$ and its
eigenvalues on the sphere $\mathbb{S}^{d-1}$.""",
)
OPERATORS = SampleTalk(
    "Operator learning without tears",
    "Demo Doctorand",
    "Testing College",
    r"""Approximating $G : \mathcal{X} \to \mathcal{Y}$ from samples: what the dimension does to us.""",
)
PRUNING = SampleTalk(
    "Lottery tickets and sparse recovery",
    "Model Member",
    "Sample University",
    r"""If $\lVert\theta\rVert_0 \le s$, how many samples find its support?""",
)
SAMPLING = SampleTalk(
    "Diffusion models as time reversal",
    "Illustra Tive",
    "Example Academy",
    r"""$\mathrm{d}X_t = \left(X_t + 2\nabla\log p_t(X_t)\right)\mathrm{d}t + \sqrt2\,\mathrm{d}W_t$:
errors of the score and errors of the sample.""",
)
TROPICAL = SampleTalk(
    "Tropical geometry of ReLU networks",
    "Dummy Docent",
    "Sample Institute",
    r"""A ReLU network is a tropical rational map. Counting its linear regions is counting vertices.""",
)
FEDERATED = SampleTalk(
    "Fairness constraints and their duals",
    "Sketch Scholar",
    "Testing College",
    r"""$\min_\theta R(\theta)$ subject to $|R_a(\theta) - R_b(\theta)| \le \varepsilon$.""",
)

ALL = [
    INVERSE, ROBUST, NTK, OPERATORS, PRUNING, SAMPLING,
    BENIGN, BARRON, FLOW, ATTENTION, TROPICAL, FEDERATED,
]  # fmt: skip

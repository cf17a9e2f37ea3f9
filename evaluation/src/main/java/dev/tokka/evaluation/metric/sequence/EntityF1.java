// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Optional;
import java.util.Set;

/**
 * The F1, from 0 to 1, of entities: type, first and last token must all be right. Cases expect {@link Expected.TokenTags}.
 *
 * <p>Counts are summed over all cases and types ({@code micro}): {@code F1 = 2 right / (given + wanted)}; 0/0, where no
 * case has an entity and none is given, is 0. Tags are read as seqeval does by default, which is as conlleval does: an
 * {@code I-} after {@code O} or after another type begins an entity too. {@code E-} and {@code S-} are understood.
 *
 * <p>The value of a single case is its own F1, and 1 where nothing was to be found and nothing was given.
 *
 * @see <a href="https://aclanthology.org/W03-0419">Tjong Kim Sang and De Meulder, CoNLL-2003 (2003)</a>
 */
public final class EntityF1 implements AdditiveMetric {

    private final TagReader reader;

    private EntityF1(TagReader reader) {
        this.reader = requireNonNull(reader, "reader");
    }

    /** Returns the F1 of the entities that {@code reader} reads in replies. */
    public static EntityF1 of(TagReader reader) {
        return new EntityF1(reader);
    }

    @Override
    public Description describe() {
        return Description.of("metric", "entity F1")
                .with("average", "micro")
                .with("source", "CoNLL-2003, aclanthology.org/W03-0419; seqeval f1_score, not strict")
                .withPart(reader.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.TokenTags wanted)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect tags of tokens but expects "
                    + item.expected().getClass().getSimpleName());
        }
        if (!Entities.areTags(wanted.tags())) {
            throw new IllegalArgumentException("the tags of case " + item.id()
                    + " must be O, or begin with B-, I-, E- or S-, but are " + wanted.tags());
        }
        Optional<Set<Entities.Entity>> given = outcome.text()
                .flatMap(text -> reader.read(text, wanted.tokens()))
                .filter(tags -> tags.size() >= wanted.tags().size() && Entities.areTags(tags))
                .map(Entities::of);
        return Found.score(given, Entities.of(wanted.tags()));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return Found.f1(sums[0], sums[1], sums[2]);
    }

    @Override
    public String toString() {
        return name();
    }
}

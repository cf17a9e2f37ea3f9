// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about an {@link Answer}; a failed one shows the whole answer. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, @Nullable Answer> {

    private static final double DEFAULT_SUPPORT = 0.5;

    AnswerAssert(@Nullable Answer actual) {
        super(actual, AnswerAssert.class);
    }

    /** Fails unless the answer is a reply. */
    public AnswerAssert isReply() {
        reply("a reply");
        return this;
    }

    /** Fails unless the answer is an abstention. */
    public AnswerAssert abstains() {
        abstention("an abstention");
        return this;
    }

    /** Fails unless the answer is an abstention whose reason contains {@code words}. */
    public AnswerAssert abstainsBecause(String words) {
        String expected = "an abstention because of \"" + words + "\"";
        return check(abstention(expected).reason().contains(requireNonNull(words, "words")), expected);
    }

    /** Fails unless the answer is a reply with exactly this text. */
    public AnswerAssert hasText(String text) {
        String expected = "a reply that is \"" + text + "\"";
        return check(reply(expected).text().equals(requireNonNull(text, "text")), expected);
    }

    /** Fails unless the answer is a reply whose text contains {@code words}. */
    public AnswerAssert containsText(String words) {
        String expected = "a reply that contains \"" + words + "\"";
        return check(reply(expected).text().contains(requireNonNull(words, "words")), expected);
    }

    /** Fails unless the answer is a reply whose text does not contain {@code words}. */
    public AnswerAssert doesNotContainText(String words) {
        String expected = "a reply that does not contain \"" + words + "\"";
        return check(!reply(expected).text().contains(requireNonNull(words, "words")), expected);
    }

    /** Fails unless the answer is a reply in whose text {@code regex} is found. */
    public AnswerAssert hasTextMatching(String regex) {
        String expected = "a reply in which " + regex + " is found";
        return check(Pattern.compile(regex).matcher(reply(expected).text()).find(), expected);
    }

    /** Fails unless the answer is a reply that cites the passages with these numbers and no others. */
    public AnswerAssert cites(int... numbers) {
        List<Integer> wanted =
                Arrays.stream(numbers).distinct().sorted().boxed().toList();
        String expected = "a reply that cites exactly " + wanted;
        List<Integer> cited = reply(expected).citations().stream()
                .map(Citation::number)
                .distinct()
                .sorted()
                .toList();
        return check(cited.equals(wanted), expected + ", not " + cited);
    }

    /** Fails unless the answer is a reply that cites nothing. */
    public AnswerAssert citesNothing() {
        String expected = "a reply that cites nothing";
        return check(reply(expected).citations().isEmpty(), expected);
    }

    /** Fails unless the answer is a reply that cites a document with this id, such as {@code "handbook/fees.md"}. */
    public AnswerAssert citesSource(String document) {
        requireNonNull(document, "document");
        return citesWhere(
                citation -> citation.source().document().equals(document),
                "a reply that cites the source \"" + document + "\"");
    }

    /** Fails unless the answer is a reply that cites a place with {@code heading} among the headings above it. */
    public AnswerAssert citesSection(String heading) {
        requireNonNull(heading, "heading");
        return citesWhere(
                citation -> citation.source().headings().contains(heading),
                "a reply that cites the section \"" + heading + "\"");
    }

    /** Fails unless the answer is a reply with a citation whose quote contains {@code words}. */
    public AnswerAssert quotes(String words) {
        requireNonNull(words, "words");
        return citesWhere(citation -> citation.quote().contains(words), "a reply that quotes \"" + words + "\"");
    }

    /** Fails unless the answer is grounded with a support of at least 0.5, see {@link #isGrounded(double)}. */
    public AnswerAssert isGrounded() {
        return isGrounded(DEFAULT_SUPPORT);
    }

    /**
     * Fails unless the answer is a reply of which every word stands in the claim of a citation, and every citation
     * supports its claim by at least {@code support}.
     *
     * <p>This trusts the support that the model reports; it does not read the quotes.
     *
     * @param support from 0 to 1
     */
    public AnswerAssert isGrounded(double support) {
        Checks.requireShare(support, "support");
        String expected = "a reply of which each sentence is cited with a support of at least " + support;
        Answer.Reply reply = reply(expected);
        String uncited = Uncited.textOf(reply);
        check(uncited.isEmpty(), expected + ", but \"" + uncited + "\" is not cited");
        return check(reply.citations().stream().allMatch(citation -> citation.support() >= support), expected);
    }

    /** Fails unless the answer is a reply with a confidence of at least {@code least}, from 0 to 1. */
    public AnswerAssert hasConfidenceAtLeast(double least) {
        Checks.requireShare(least, "least");
        String expected = "a reply with a confidence of at least " + least;
        return check(reply(expected).confidence().orElse(-1) >= least, expected);
    }

    /** Fails if more tokens than this were read and written. */
    public AnswerAssert usedAtMostTokens(long most) {
        TokenUsage usage = answer().trace().usage();
        long used = usage.input() + usage.output();
        return check(used <= most, "an answer for at most " + most + " tokens, not " + used);
    }

    /** Fails if the answer cost more, or anything in another currency, or if it used tokens and none has a price. */
    public AnswerAssert costAtMost(Money most) {
        String limit = most.amount().toPlainString() + " " + most.currency();
        Map<Currency, BigDecimal> cost = new HashMap<>(answer().trace().cost());
        boolean free = answer().trace().usage().equals(TokenUsage.NONE);
        check(free || !cost.isEmpty(), "an answer for at most " + limit + ", not one for tokens without a price");
        BigDecimal paid = cost.getOrDefault(most.currency(), BigDecimal.ZERO);
        cost.remove(most.currency());
        check(cost.isEmpty(), "an answer paid in " + most.currency() + ", not in " + cost.keySet());
        return check(
                paid.compareTo(most.amount()) <= 0,
                "an answer for at most " + limit + ", not for " + paid.toPlainString());
    }

    /** Fails if all steps together took longer. */
    public AnswerAssert tookAtMost(Duration most) {
        Duration took = answer().trace().duration();
        return check(took.compareTo(most) <= 0, "an answer within " + most + ", not " + took);
    }

    /** Fails unless the trace has a step with this name. */
    public AnswerAssert hasStep(String name) {
        requireNonNull(name, "name");
        Set<String> names = answer().trace().steps().stream().map(Step::name).collect(toSet());
        return check(names.contains(name), "an answer with a step \"" + name + "\"");
    }

    private AnswerAssert citesWhere(Predicate<Citation> fits, String expected) {
        return check(reply(expected).citations().stream().anyMatch(fits), expected);
    }

    private Answer answer() {
        isNotNull();
        return requireNonNull(actual, "actual");
    }

    private Answer.Reply reply(String expected) {
        return answer().reply().orElseThrow(() -> failure(expected));
    }

    private Answer.Abstention abstention(String expected) {
        if (answer() instanceof Answer.Abstention abstention) {
            return abstention;
        }
        throw failure(expected);
    }

    private AnswerAssert check(boolean holds, String expected) {
        if (!holds) {
            throw failure(expected);
        }
        return this;
    }

    private AssertionError failure(String expected) {
        return failure("%s", "expected " + expected + "\nbut was " + AnswerText.of(answer()));
    }
}

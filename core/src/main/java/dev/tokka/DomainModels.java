// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Builds a model out of models.
 *
 * <p>All of them keep the rules of {@link DomainModel} if the models they are made of do, print their composition, and
 * say by {@link DomainModel#describe} what they are made of.
 *
 * <p><em>Passed over</em> below means what it means in {@link #fallback}: the failures {@link
 * ModelUnavailableException}, {@link QuestionRejectedException} and {@link IncompleteAnswerException} of one model are
 * answered by asking another one. {@link PolicyViolationException}, bugs, and what the {@linkplain TokenSink sink}
 * throws, are never passed over: they reach the caller unchanged. Nor is any failure once the deadline has passed or
 * the thread is interrupted. In the trace, a model asked in vain is a step {@code "passed over"} with its name and the
 * reason, and the one that answered after it a step {@code "answered"}; where there is none, the first model answered.
 * What a model used before it failed is not known and not in the trace.
 *
 * <p>Some of them remember: what has failed lately ({@link #resilient}), what has been used ({@link #limited}), what has
 * been answered ({@link #cached}). Earlier calls may then decide whether a later one fails, but not what it answers;
 * only a cache that takes {@linkplain Caching#withSimilar similar} questions for the same goes beyond that, which is
 * why it must be asked for.
 */
public final class DomainModels {

    private DomainModels() {}

    /**
     * Returns a model that asks {@code models} in order and gives the first reply.
     *
     * <p>A model that abstains, is {@linkplain ModelUnavailableException unavailable}, {@linkplain
     * QuestionRejectedException rejects} the question or is {@linkplain IncompleteAnswerException cut off} is passed
     * over; if it had begun to stream, the sink is told to start over. Anything else propagates at once: a {@linkplain
     * PolicyViolationException policy} must not be routed around, and a bug must not be hidden. If no model replies, the
     * last abstention is the answer; if there was none either, the last exception is thrown. Once the deadline has
     * passed or the thread is interrupted, no further model is asked, and a failure is no longer passed over for an
     * earlier abstention.
     *
     * <p>The trace of the answer begins with what the models that were passed over did, and names them and the model
     * that answered.
     *
     * <p>Grouping does not matter: {@code fallback(a, fallback(b, c))} answers like {@code fallback(a, b, c)}.
     *
     * @throws IllegalArgumentException if {@code models} is empty
     */
    public static DomainModel fallback(DomainModel... models) {
        return new Fallback(List.of(models));
    }

    /**
     * Returns a model that asks the one of {@code routes} that {@code router} names.
     *
     * <p>That model alone is asked, streams as it does by itself, and its outcome is the outcome, whatever it is. A
     * failure of the router propagates; if it names a route that is not there, the call fails with {@link
     * ModelUnavailableException.Reason#CONFIGURATION}. The trace begins with what the router did and a step {@code
     * "route"}.
     *
     * @param routes the models by the name of their route
     * @throws IllegalArgumentException if {@code routes} is empty or a name is blank
     */
    public static DomainModel route(Router router, Map<String, DomainModel> routes) {
        return new Routed(router, routes, Optional.empty());
    }

    /**
     * Returns a model like {@link #route(Router, Map)} that asks {@code otherwise} if the router names no route, or is
     * passed over because it fails.
     *
     * @throws IllegalArgumentException if {@code routes} is empty or a name is blank
     */
    public static DomainModel route(Router router, Map<String, DomainModel> routes, DomainModel otherwise) {
        return new Routed(router, routes, Optional.of(otherwise));
    }

    /**
     * Returns a model that asks {@code cheap}, and {@code dear} if the reply of the cheap one is not accepted.
     *
     * <p>The cheap model is passed over too if it abstains or fails. From then on the outcome is that of the dear one,
     * whatever it is: if it abstains or fails, the reply that was not good enough does <em>not</em> come back. Who wants
     * it nevertheless says so: {@code cascade(cheap, dear, acceptance).orElse(cheap)}.
     *
     * <p>Nothing of the cheap model is streamed until its reply is accepted, then all of it in one piece; the dear one
     * streams as it does by itself. So the sink is never told to start over because of the cheap one.
     *
     * <p>Grouping does not matter: {@code cascade(a, cascade(b, c, x), x)} answers like {@code cascade(cascade(a, b, x),
     * c, x)}.
     */
    public static DomainModel cascade(DomainModel cheap, DomainModel dear, Acceptance acceptance) {
        return new Cascade(cheap, dear, acceptance);
    }

    /** Returns {@link #vote(List, Voting)} with {@link Voting#MOST}. */
    public static DomainModel vote(List<DomainModel> models) {
        return vote(models, Voting.MOST);
    }

    /**
     * Returns a model that gives the answer most of {@code models} give.
     *
     * <p>Votes are counted in the order of the models. Replies that agree are one choice and all abstentions together are
     * another; the choice with the most votes wins, of those with as many the one that was made first, and its first
     * answer is the answer. No further model is asked, and calls under way are interrupted, once those that are left can
     * change nothing. The confidence of a reply is the share of its votes among the models whose turn had come; an
     * answer with less votes than the quorum becomes an abstention.
     *
     * <p>A model that fails is passed over: its vote is lost and counts for nobody. If every vote is lost, the last
     * failure is thrown. The trace holds what each model did whose turn had come, and a step {@code "vote"}.
     *
     * <p>Nothing is streamed but the reply that wins, in one piece.
     *
     * @throws IllegalArgumentException if {@code models} is empty or has less models than the quorum
     */
    public static DomainModel vote(List<DomainModel> models, Voting voting) {
        return new Vote(models, voting);
    }

    /** Returns {@link #selfConsistent(DomainModel, Sampling, Voting)} with {@link Voting#MOST}. */
    public static DomainModel selfConsistent(DomainModel model, int samples) {
        return selfConsistent(model, Sampling.of(samples), Voting.MOST);
    }

    /**
     * Returns a model that asks {@code model} several times with different seeds and gives the answer that comes most
     * often; otherwise like {@link #vote(List, Voting)}.
     *
     * <p>It answers as repeatably as the model does that is given the same seed again.
     *
     * @throws IllegalArgumentException if there are less samples than the quorum
     * @see <a href="https://arxiv.org/abs/2203.11171">Wang et al., Self-Consistency Improves Chain of Thought Reasoning in
     *     Language Models (2022)</a>
     */
    public static DomainModel selfConsistent(DomainModel model, Sampling sampling, Voting voting) {
        return new SelfConsistent(model, sampling, voting);
    }

    /**
     * Returns a model that gives the answers of {@code model} again to equal questions.
     *
     * <p>Questions are equal if everything in them is, from the text to the {@linkplain Caller caller} with its roles,
     * the evidence and every attribute, also those of your own; only the deadline and the sink do not matter. And the
     * model must be the same: its {@linkplain Description#fingerprint fingerprint} is read at each call, so that nothing
     * is given again once a document or a setting has changed.
     *
     * <p>A failure, an incomplete answer included, is never kept; nor is an answer that another model gave because the
     * first one failed for a while, which the next call may not need. Of equal questions at the same time one is asked
     * and the others wait for it, each within its own deadline; if it gets nothing that may be kept, each of them asks
     * for itself. All failures propagate.
     *
     * <p>An answer that is given again is streamed in one piece. Its trace has a step {@code "cached"} with the age, then
     * what was done for it then, at no time, tokens or cost.
     *
     * <p>With {@link Caching#withSimilar}, a question may get the answer to one that differs only in text and is near in
     * meaning: then earlier calls <em>do</em> change later answers. If the embedder fails, the model is asked.
     *
     * @throws IllegalArgumentException if the model is {@linkplain Description#isOpaque opaque}
     */
    public static DomainModel cached(DomainModel model, Caching caching) {
        return new Cached(model, caching);
    }

    /**
     * Returns a model equal to {@code model} that is used within {@code limits}.
     *
     * <p>A call over the rate fails with {@link ModelUnavailableException.Reason#RATE_LIMITED} and one over a budget
     * with {@link ModelUnavailableException.Reason#BUDGET}, both at once and with the instant from which it is of use to
     * come back; one that gets no place in time fails with {@code BUDGET} or, if it is its deadline that passes, with
     * {@code DEADLINE}. All failures of the model propagate, and it streams as it does by itself. The trace begins with
     * how long the call waited for its place, if it did.
     *
     * <p>Rate and places are never exceeded. What a call uses is known only when it has ended, from its trace: a budget
     * can be exceeded by the calls that run when it is used up. What a call used that failed, or a model that was passed
     * over inside, is not known and not charged.
     */
    public static DomainModel limited(DomainModel model, Limits limits) {
        return new Limited(model, limits);
    }

    /**
     * Returns a model that gets an answer out of {@code model} although it fails now and then.
     *
     * <p><em>Timeout.</em> Each attempt gets a nearer deadline, which a model that keeps its rules ends by itself; it
     * then fails with {@link ModelUnavailableException.Reason#TIMEOUT} and is not retried.
     *
     * <p><em>Retry.</em> A new attempt is made if the model is unavailable for a {@linkplain
     * ModelUnavailableException.Reason#worthRetrying reason that may end within seconds}, or its answer was {@linkplain
     * IncompleteAnswerException.Reason#CUT cut} or {@linkplain IncompleteAnswerException.Reason#STALLED stalled}, and the
     * wait fits into the time that is left; else the failure propagates at once, as all others do. If the attempt had
     * begun to stream, the sink is told to start over. An interrupt ends the wait. The trace begins with a step {@code
     * "given up"} for each failed attempt.
     *
     * <p><em>Circuit.</em> While the model is left alone, calls fail at once with {@link
     * ModelUnavailableException.Reason#CIRCUIT_OPEN} and the instant at which it is asked again. Failures count that
     * another caller would probably meet too; a rejected question counts as an answer; interrupts, deadlines of callers,
     * limits of the application, policies and bugs do not count.
     */
    public static DomainModel resilient(DomainModel model, Resilience resilience) {
        return new Resilient(model, resilience);
    }

    /** Returns {@link #observed(DomainModel, Observing)} by {@code registry}, without the text of questions. */
    public static DomainModel observed(DomainModel model, ObservationRegistry registry) {
        return new Observed(model, Observing.by(registry));
    }

    /**
     * Returns a model equal to {@code model} whose calls are observed.
     *
     * <p>Each call is an observation {@code tokka.answer}, a child of the registry's current one. Low-cardinality keys:
     * {@code tokka.model.kind} and {@code tokka.model.name} from the description, {@code tokka.outcome} ({@code reply},
     * {@code abstention} or the class of the failure), {@code tokka.reason} (that of the failure). High-cardinality keys:
     * {@code tokka.tokens.input}, {@code tokka.tokens.output} and {@code tokka.cost} of an
     * answer; {@code tokka.question} only if asked for. What is not there is {@code none}. Failures are recorded as
     * errors and propagate unchanged; answer, stream, trace and description are those of the model.
     */
    public static DomainModel observed(DomainModel model, Observing observing) {
        return new Observed(model, observing);
    }

    /**
     * Returns a model equal to {@code model} that takes only questions whose {@linkplain DataClass class} is {@code
     * highest} or lower.
     *
     * <p>Any other question fails with {@link PolicyViolationException} before {@code model} sees it. No combinator
     * passes that over, so a question never reaches a provider that may not have it, whichever models failed before:
     * {@code fallback(inHouse, cleared(hosted, DataClass.INTERNAL))} gives up where the in-house model fails on a
     * confidential question. Put it directly around what stands for the provider: {@code Retrieval} and {@code
     * Prompting} outside of it add to the question, and what they add counts as of the class that is declared.
     */
    public static DomainModel cleared(DomainModel model, DataClass highest) {
        return new Cleared(model, highest);
    }

    /**
     * Returns the model that {@code file} says, in YAML or JSON: see {@code dev.tokka.config}.
     *
     * <pre>{@code
     * try (LoadedModel model = DomainModels.load(Path.of("model.yaml"))) {
     *     Answer answer = model.answer("May I claim after 30 days?");
     * }
     * }</pre>
     *
     * <p>Environment variables are those of this process.
     *
     * @throws RuntimeException a {@code dev.tokka.config.ConfigException} with all that is wrong, and where
     * @throws IllegalStateException if there is no {@link ModelLoader}
     */
    public static LoadedModel load(Path file) {
        requireNonNull(file, "file");
        return ServiceLoader.load(ModelLoader.class, ModelLoader.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a " + ModelLoader.class.getName()
                        + " in META-INF/services but there is none: when jars are merged, merge these files too"))
                .load(file);
    }
}

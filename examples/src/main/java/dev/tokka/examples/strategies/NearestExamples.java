// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.rag.Encoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Answers a question as the examples nearest to it in meaning are answered, each with the weight of its similarity; says
 * as its confidence what share of the weight the answer has.
 *
 * @param encoder tells what is near
 * @param examples at least one
 * @param vectors of the questions of the examples
 * @param neighbours how many examples have a vote; at least 1
 */
record NearestExamples(Encoder encoder, List<Example> examples, List<float[]> vectors, int neighbours)
        implements DomainModel {

    NearestExamples {
        examples = List.copyOf(examples);
        vectors = List.copyOf(vectors);
    }

    /** Reads the examples, which takes a while. */
    static NearestExamples of(Encoder encoder, List<Example> examples, int neighbours) {
        List<float[]> vectors = encoder.encode(
                Encoder.Role.PASSAGE, examples.stream().map(Example::question).toList());
        return new NearestExamples(encoder, examples, vectors, neighbours);
    }

    /** Returns the same examples with another number of votes. */
    NearestExamples withNeighbours(int votes) {
        return new NearestExamples(encoder, examples, vectors, votes);
    }

    @Override
    public Answer answer(Question question) {
        // Messages are compared with messages, so both are read as passages.
        float[] asked =
                encoder.encode(Encoder.Role.PASSAGE, List.of(question.text())).get(0);
        double[] similar =
                vectors.stream().mapToDouble(vector -> dot(asked, vector)).toArray();
        Map<String, Double> votes = new HashMap<>();
        IntStream.range(0, similar.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -similar[i]))
                .limit(neighbours)
                .forEach(i -> votes.merge(examples.get(i).answer(), Math.max(similar[i], 0), Double::sum));
        Map.Entry<String, Double> most = votes.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow();
        double all = votes.values().stream().mapToDouble(Double::doubleValue).sum();
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(most.getKey()));
        OptionalDouble confidence = all > 0 ? OptionalDouble.of(most.getValue() / all) : OptionalDouble.empty();
        return new Answer.Reply(most.getKey(), List.of(), confidence, Trace.EMPTY);
    }

    @Override
    public Description describe() {
        return Description.of("nearest examples")
                .with("neighbours", neighbours)
                .with("examples", Digests.sha256(examples.toString()))
                .withPart(encoder.describe());
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}

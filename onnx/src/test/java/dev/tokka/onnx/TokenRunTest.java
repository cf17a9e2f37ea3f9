// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static dev.tokka.onnx.GraphWriter.FLOAT;
import static dev.tokka.onnx.GraphWriter.INT64;
import static dev.tokka.onnx.GraphWriter.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of graphs that add up what they are given for each token. */
class TokenRunTest {

    private static final Path FILE = Path.of("adding.onnx");

    @Test
    void aTextIsGivenWithItsMaskPlacesAndHalves() {
        TokenIds pair = new TokenIds(new long[] {10, 20, 30}, new long[] {0, 0, 1});

        assertThat(run(each(), List.of(pair))).containsExactly(List.of(11f, 22f, 34f)); // + mask + place + half
    }

    @Test
    void paddingIsTakenAwayAgain() {
        List<TokenIds> texts = List.of(
                TokenIds.of(new long[] {10, 20, 30}), TokenIds.of(new long[] {40}), TokenIds.of(new long[] {5, 6}));

        assertThat(run(each(), texts)).containsExactly(List.of(11f, 22f, 33f), List.of(41f), List.of(6f, 8f));
    }

    @Test
    void aRowForEachTextIsKept() {
        List<TokenIds> texts = List.of(TokenIds.of(new long[] {10, 20}), TokenIds.of(new long[] {7}));

        assertThat(run(sums(1), texts)).containsExactly(List.of(30f), List.of(7f));
    }

    @Test
    void aResultThatIsNotOneForEachTextIsRefused() {
        List<TokenIds> texts = List.of(TokenIds.of(new long[] {10, 20}), TokenIds.of(new long[] {7, 8}));

        assertThatThrownBy(() -> run(sums(0, 1), texts))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("a result for each of 2 texts");
    }

    @Test
    void onlyGraphsThatWantTokensAreTaken() {
        GraphWriter other = new GraphWriter()
                .input("pixels", FLOAT, "1")
                .node("y = Identity pixels")
                .output("y", FLOAT, "1");
        GuardedSession tokens = open(each());
        GuardedSession pixels = open(other);

        assertThatCode(() -> TokenRun.requireInputs(FILE, tokens)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TokenRun.requireInputs(FILE, pixels))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining("pixels");
        tokens.close(() -> {});
        pixels.close(() -> {});
    }

    @Test
    void tokensAreCutOut() {
        TokenIds rest = new TokenIds(new long[] {1, 2, 3, 4}, new long[] {0, 0, 1, 1}).without(1, 3);

        assertThat(rest.ids()).containsExactly(1, 4);
        assertThat(rest.types()).containsExactly(0, 1);
        assertThat(rest.length()).isEqualTo(2);
    }

    private static List<List<Float>> run(GraphWriter graph, List<TokenIds> texts) {
        GuardedSession session = open(graph);
        try {
            return session.call(
                    call -> new TokenRun(texts).on(session, call, "y", (ids, output) -> floats(output.values())));
        } finally {
            session.close(() -> {});
        }
    }

    private static List<Float> floats(FloatBuffer values) {
        Float[] floats = new Float[values.remaining()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return List.of(floats);
    }

    private static GuardedSession open(GraphWriter graph) {
        return GuardedSession.open(OnnxGraph.of(FILE, graph.toBytes()), options -> {});
    }

    /** One number for each token: the sum of all that is said of it. */
    private static GraphWriter each() {
        GraphWriter graph = new GraphWriter().integers("last", -1);
        for (String input : List.of("input_ids", "attention_mask", "position_ids", "token_type_ids")) {
            graph.input(input, INT64, "b", "t");
        }
        return graph.node("a = Add input_ids attention_mask")
                .node("c = Add position_ids token_type_ids")
                .node("d = Add a c")
                .node("e = Cast d", attribute("to", FLOAT))
                .node("y = Unsqueeze e last")
                .output("y", FLOAT, "b", "t", "1");
    }

    /** The sum of the tokens over some dimensions. */
    private static GraphWriter sums(long... dimensions) {
        return new GraphWriter()
                .integers("over", dimensions)
                .input("input_ids", INT64, "b", "t")
                .node("e = Cast input_ids", attribute("to", FLOAT))
                .node("y = ReduceSum e over", attribute("keepdims", 1))
                .output("y", FLOAT, "x", "1");
    }
}

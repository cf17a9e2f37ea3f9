// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final Path DEMO = Path.of("../../shared/models/demo-lm");

    @TempDir
    Path folder;

    @Test
    void aConfigurationIsReadFromItsFileAndNamedAfterItsFolder() throws IOException {
        Path config = Files.createDirectories(folder.resolve("bank")).resolve("config.json");
        Files.writeString(config, llama(""));

        ModelArchitecture model = ModelArchitecture.read(config);

        assertThat(model.name()).isEqualTo("bank");
        assertThat(model.family()).isEqualTo("llama");
        assertThat(model.attention()).isEqualTo(new Attention(4, 2, 16, 0, 0));
        assertThat(model.feedForward()).isEqualTo(new FeedForward(160, true, 1, 1));
        assertThat(model.shape()).isEqualTo(new Shape(2, 64, 45, 256, true, false));
    }

    @Test
    void partsAreWorkedByHand() {
        Parameters parameters = ModelArchitecture.parse("small", llama("")).parameters();

        assertThat(parameters.of(ParameterPart.TOKEN_EMBEDDING)).isEqualTo(45 * 64);
        assertThat(parameters.of(ParameterPart.ATTENTION)).isEqualTo(2 * (64 * 64 + 2 * 64 * 32 + 64 * 64));
        assertThat(parameters.of(ParameterPart.FEED_FORWARD)).isEqualTo(2 * 3 * 64 * 160);
        assertThat(parameters.of(ParameterPart.NORMALIZATION)).isEqualTo(5 * 64);
        assertThat(parameters.of(ParameterPart.OUTPUT)).isEqualTo(45 * 64);
        assertThat(parameters.byPart()).doesNotContainKey(ParameterPart.ROUTER);
        assertThat(parameters.activeShare()).isEqualTo(1);
    }

    @Test
    void aTiedHeadIsNotCountedTwice() {
        ModelArchitecture tied = ModelArchitecture.parse("small", llama("\"tie_word_embeddings\": true,"));
        ModelArchitecture own = ModelArchitecture.parse("small", llama(""));

        assertThat(own.parameters().total() - tied.parameters().total()).isEqualTo(45 * 64);
        assertThat(tied.headParameters()).isEqualTo(own.headParameters());
    }

    @Test
    void theDemoModelIsAsLargeAsItsFile() throws IOException {
        Assumptions.assumeTrue(Files.exists(DEMO), "the shared models are not here");

        ModelArchitecture model = ModelArchitecture.read(DEMO.resolve("config.json"));

        assertThat(Precision.FP32.bytes(model))
                .isCloseTo(
                        Files.size(DEMO.resolve("onnx/model.onnx")),
                        org.assertj.core.data.Percentage.withPercentage(3));
    }

    @Test
    void windowsAreReadAsEachFamilyWritesThem() {
        assertThat(catalogued("mistral-7b-v0.1").attention().windowedLayers()).isEqualTo(32);
        assertThat(catalogued("mistral-7b-v0.3").attention().windowedLayers()).isZero();
        assertThat(catalogued("gemma-2-9b").attention().windowedLayers()).isEqualTo(21);
        assertThat(catalogued("gemma-3-1b").attention().windowedLayers()).isEqualTo(22);
        assertThat(catalogued("qwen2.5-7b").attention().windowedLayers()).isZero();
        String types = "\"sliding_window\": 8, \"layer_types\": [\"sliding_attention\", \"full_attention\"],";
        assertThat(ModelArchitecture.parse("small", llama(types)).attention().windowedLayers())
                .isEqualTo(1);
        String late = llama("\"sliding_window\": 8, \"use_sliding_window\": true, \"max_window_layers\": 1,")
                .replace("llama", "qwen2");
        assertThat(ModelArchitecture.parse("small", late).attention().windowedLayers())
                .isEqualTo(1);
    }

    @Test
    void falconsHaveOneOrSomeKeyValueHeadsAndOneOrTwoNormalizations() {
        assertThat(catalogued("falcon-7b").attention().keyValueHeads()).isEqualTo(1);
        assertThat(catalogued("falcon-40b").attention().keyValueHeads()).isEqualTo(8);
        assertThat(catalogued("falcon-7b").parameters().total()).isEqualTo(6_921_720_704L);
        String old = "{\"model_type\": \"falcon\", \"hidden_size\": 64, \"num_hidden_layers\": 1,"
                + " \"num_attention_heads\": 4, \"vocab_size\": 9, \"multi_query\": false, \"parallel_attn\": false,"
                + " \"bias\": true}";
        ModelArchitecture falcon = ModelArchitecture.parse("old", old);
        assertThat(falcon.attention().keyValueHeads()).isEqualTo(4);
        assertThat(falcon.parameters().of(ParameterPart.NORMALIZATION)).isEqualTo(3 * 2 * 64);
        assertThat(falcon.parameters().of(ParameterPart.FEED_FORWARD)).isEqualTo(2 * 64 * 256 + 256 + 64);
    }

    @Test
    void otherFamiliesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelArchitecture.parse("x", "{\"model_type\": \"mamba\"}"))
                .withMessageStartingWith("x: expected model_type to be one of bert, bloom")
                .withMessageEndingWith("but it is \"mamba\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelArchitecture.parse("x", "{}"))
                .withMessageEndingWith("but it is not given");
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelArchitecture.parse("x", "{"))
                .withMessage("x: expected a config.json but it is no JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelArchitecture.parse("x", "{\"model_type\": \"llama\"}"))
                .withMessageContaining("expected num_hidden_layers or n_layer");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ModelArchitecture.parse("x", llama("").replace("\"hidden_size\": 64", "\"hidden_size\": -1")))
                .withMessage("x: hidden_size must be a whole number in [1, 134217728] but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ModelArchitecture.parse("x", llama("").replace("\"hidden_size\": 64", "\"hidden_size\": 66")))
                .withMessage("x: expected head_dim, because 4 heads do not divide 66");
    }

    @Test
    void layersThatDifferAreRefused() {
        String sparse = llama("\"decoder_sparse_step\": 2,");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelArchitecture.parse("x", sparse))
                .withMessage("x: layers that differ by decoder_sparse_step = 2 are not known");
    }

    @Test
    void aWrongNameIsAnsweredWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogued("lama-2-7b"))
                .withMessageStartingWith("no model \"lama-2-7b\" is known; the nearest are llama-2-7b, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Precision.named("int5"))
                .withMessageContaining("int4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.builtIn().find("h100"))
                .withMessageContaining("h100-sxm");
    }

    @Test
    void attentionAndParametersAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Attention(4, 3, 8, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attention(4, 2, 8, 16, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameters(java.util.Map.of(ParameterPart.ATTENTION, -1L), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameters(java.util.Map.of(ParameterPart.ATTENTION, 1L), 1));
    }

    private static ModelArchitecture catalogued(String name) {
        return Architectures.builtIn().find(name);
    }

    private static String llama(String more) {
        return "{\"model_type\": \"llama\", " + more
                + " \"hidden_size\": 64, \"num_hidden_layers\": 2, \"num_attention_heads\": 4,"
                + " \"num_key_value_heads\": 2, \"intermediate_size\": 160, \"vocab_size\": 45,"
                + " \"max_position_embeddings\": 256}";
    }
}

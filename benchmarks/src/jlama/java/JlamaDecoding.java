// SPDX-License-Identifier: Apache-2.0

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.prompt.PromptContext;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Jlama on random weights in SmolLM2-135M's shape: prints the tokens a second of each round. Compiled and run by a newer
 * JDK than the rest, as Jlama needs one: {@code java --source N --enable-preview --add-modules jdk.incubator.vector
 * JlamaDecoding.java FOLDER THREADS TOKENS ROUNDS}.
 */
public class JlamaDecoding {

    private static final int LAYERS = 30;
    private static final int HIDDEN = 576;
    private static final int INNER = 1536;
    private static final int KEYS = 192;
    private static final int VOCABULARY = 49152;

    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int tokens = Integer.parseInt(args[2]);
        write(folder);
        try (AbstractModel model = ModelSupport.loadModel(
                folder.toFile(), null, DType.F32, DType.F32, Optional.empty(), Optional.of(Integer.parseInt(args[1])))) {
            for (int round = 0; round < Integer.parseInt(args[3]); round++) {
                long[] at = new long[tokens + 1];
                int[] count = {0};
                model.generate(UUID.randomUUID(), PromptContext.of("t5"), 0f, tokens, (text, seconds) -> {
                    if (count[0] < at.length) {
                        at[count[0]++] = System.nanoTime();
                    }
                });
                int last = count[0] - 1;
                System.out.println("tokens/s " + last * 1e9 / (at[last] - at[0]));
            }
        }
        System.exit(0); // its threads would keep the process
    }

    private static void write(Path folder) throws IOException {
        Map<String, int[]> shapes = shapes();
        StringBuilder header = new StringBuilder("{");
        long offset = 0;
        for (Map.Entry<String, int[]> shape : shapes.entrySet()) {
            long bytes = Arrays.stream(shape.getValue()).asLongStream().reduce(4, (a, b) -> a * b);
            header.append(header.length() > 1 ? "," : "")
                    .append("\"" + shape.getKey() + "\":{\"dtype\":\"F32\",\"shape\":" + Arrays.toString(shape.getValue())
                            + ",\"data_offsets\":[" + offset + "," + (offset + bytes) + "]}");
            offset += bytes;
        }
        header.append("}").append(" ".repeat((int) (7 - header.length() % 8)));
        try (DataOutputStream out =
                new DataOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")))) {
            out.writeLong(Long.reverseBytes(header.length()));
            out.write(header.toString().getBytes(StandardCharsets.UTF_8));
            byte[] block = noise();
            for (long left = offset; left > 0; left -= Math.min(left, block.length)) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\",\"hidden_size\":" + HIDDEN
                        + ",\"intermediate_size\":" + INNER + ",\"num_hidden_layers\":" + LAYERS
                        + ",\"num_attention_heads\":9,\"num_key_value_heads\":3,\"vocab_size\":" + VOCABULARY
                        + ",\"rms_norm_eps\":1e-5,\"rope_theta\":100000.0,\"max_position_embeddings\":8192,"
                        + "\"hidden_act\":\"silu\",\"bos_token_id\":1,\"eos_token_id\":2,\"tie_word_embeddings\":true}");
        String vocabulary =
                IntStream.range(0, VOCABULARY).mapToObj(i -> "\"t" + i + "\":" + i).collect(Collectors.joining(","));
        String byteLevel = "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true}";
        Files.writeString(
                folder.resolve("tokenizer.json"),
                "{\"version\":\"1.0\",\"added_tokens\":[],\"normalizer\":null,\"pre_tokenizer\":" + byteLevel
                        + ",\"post_processor\":null,\"decoder\":" + byteLevel
                        + ",\"model\":{\"type\":\"BPE\",\"unk_token\":\"t0\",\"vocab\":{" + vocabulary
                        + "},\"merges\":[]}}");
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"bos_token\":\"t1\",\"eos_token\":\"t2\",\"tokenizer_class\":\"PreTrainedTokenizerFast\"}");
    }

    private static Map<String, int[]> shapes() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("model.embed_tokens.weight", new int[] {VOCABULARY, HIDDEN});
        for (int layer = 0; layer < LAYERS; layer++) {
            String name = "model.layers." + layer + ".";
            shapes.put(name + "input_layernorm.weight", new int[] {HIDDEN});
            shapes.put(name + "post_attention_layernorm.weight", new int[] {HIDDEN});
            shapes.put(name + "self_attn.q_proj.weight", new int[] {HIDDEN, HIDDEN});
            shapes.put(name + "self_attn.k_proj.weight", new int[] {KEYS, HIDDEN});
            shapes.put(name + "self_attn.v_proj.weight", new int[] {KEYS, HIDDEN});
            shapes.put(name + "self_attn.o_proj.weight", new int[] {HIDDEN, HIDDEN});
            shapes.put(name + "mlp.gate_proj.weight", new int[] {INNER, HIDDEN});
            shapes.put(name + "mlp.up_proj.weight", new int[] {INNER, HIDDEN});
            shapes.put(name + "mlp.down_proj.weight", new int[] {HIDDEN, INNER});
        }
        shapes.put("model.norm.weight", new int[] {HIDDEN});
        return shapes;
    }

    private static byte[] noise() {
        byte[] block = new byte[1 << 20];
        ByteBuffer values = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(1);
        while (values.hasRemaining()) {
            values.putFloat((float) (0.02 * random.nextGaussian()));
        }
        return block;
    }
}

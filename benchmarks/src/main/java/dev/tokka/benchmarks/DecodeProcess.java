// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.onnx.OnnxChatModel;
import java.nio.file.Path;

/** Prints the tokens a second of some rounds: {@code DecodeProcess MODEL ROUNDS}. */
final class DecodeProcess {

    private DecodeProcess() {}

    public static void main(String... args) {
        try (OnnxChatModel model = OnnxChatModel.open(Path.of(args[0]))) {
            for (int round = -1; round < Integer.parseInt(args[1]); round++) { // the first is not counted
                double rate = DecodeSpeed.rate(model);
                if (round >= 0) {
                    System.out.println(rate);
                }
            }
        }
    }
}

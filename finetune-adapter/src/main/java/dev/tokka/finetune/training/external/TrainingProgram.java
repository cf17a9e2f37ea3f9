// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import java.util.List;

/** A program that trains adapters. */
public enum TrainingProgram {

    /** {@code llamafactory-cli train}: <a href="https://github.com/hiyouga/LLaMA-Factory">LLaMA-Factory</a>. */
    LLAMA_FACTORY(List.of("llamafactory-cli", "train")) {
        @Override
        ProgramFiles files() {
            return new LlamaFactoryFiles();
        }
    },

    /** {@code axolotl train}: <a href="https://github.com/axolotl-ai-cloud/axolotl">Axolotl</a>. */
    AXOLOTL(List.of("axolotl", "train")) {
        @Override
        ProgramFiles files() {
            return new AxolotlFiles();
        }
    },

    /** {@code trl sft --config}: <a href="https://github.com/huggingface/trl">TRL</a>. */
    TRL(List.of("trl", "sft", "--config")) {
        @Override
        ProgramFiles files() {
            return new TrlFiles();
        }
    };

    private final List<String> command;

    TrainingProgram(List<String> command) {
        this.command = command;
    }

    /** Returns the usual command, to which the name of the settings' file is added. */
    public List<String> command() {
        return command;
    }

    abstract ProgramFiles files();
}

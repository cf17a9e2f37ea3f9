// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import java.util.List;

/** A program that trains adapters. */
public enum TrainingProgram {

    /** {@code llamafactory-cli train}: <a href="https://github.com/hiyouga/LLaMA-Factory">LLaMA-Factory</a>. */
    LLAMA_FACTORY("llamafactory-cli train") {
        @Override
        ProgramFiles files() {
            return new LlamaFactoryFiles();
        }
    },

    /** {@code axolotl train}: <a href="https://github.com/axolotl-ai-cloud/axolotl">Axolotl</a>. */
    AXOLOTL("axolotl train") {
        @Override
        ProgramFiles files() {
            return new AxolotlFiles();
        }
    },

    /** {@code trl sft --config}: <a href="https://github.com/huggingface/trl">TRL</a>. */
    TRL("trl sft --config") {
        @Override
        ProgramFiles files() {
            return new TrlFiles();
        }
    };

    private final String command;

    TrainingProgram(String command) {
        this.command = command;
    }

    /** Returns the usual command, to which the name of the settings' file is added. */
    public List<String> command() {
        return List.of(command.split(" ", -1));
    }

    abstract ProgramFiles files();
}

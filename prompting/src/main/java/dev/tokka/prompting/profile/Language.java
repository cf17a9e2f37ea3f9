// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import java.util.List;

/** In which language a profile is written, and with it what Tokka adds to it. */
public enum Language {

    /** English. */
    ENGLISH {
        @Override
        String covers(List<String> topics) {
            return "Answer only questions about: " + String.join("; ", topics)
                    + ". To any other question say only: I do not know.";
        }

        @Override
        String refuses(DomainProfile.Refusal refusal) {
            String reply = refusal.reply().isEmpty() ? "I do not know." : refusal.reply();
            return "To questions about " + refusal.about() + " say only: " + reply;
        }

        @Override
        String style(String style) {
            return "Style: " + style;
        }
    },

    /** Japanese. */
    JAPANESE {
        @Override
        String covers(List<String> topics) {
            return "次の事柄についての質問にだけ答えてください：" + String.join("、", topics) + "。それ以外の質問には「分かりません。」とだけ答えてください。";
        }

        @Override
        String refuses(DomainProfile.Refusal refusal) {
            String reply = refusal.reply().isEmpty() ? "分かりません。" : refusal.reply();
            return refusal.about() + "についての質問には「" + reply + "」とだけ答えてください。";
        }

        @Override
        String style(String style) {
            return "文体：" + style;
        }
    };

    abstract String covers(List<String> topics);

    abstract String refuses(DomainProfile.Refusal refusal);

    abstract String style(String style);
}

// SPDX-License-Identifier: Apache-2.0
/**
 * Fine-tuned encoders that label texts, or words of texts, in this process: any BERT, RoBERTa, DistilBERT, DeBERTa or
 * similar model that was exported to ONNX.
 *
 * <p>{@link dev.tokka.finetune.classification.OnnxClassifier} labels whole texts, as FinBERT does; {@link
 * dev.tokka.finetune.classification.OnnxTagger} finds names in them. {@link dev.tokka.finetune.classification.HeadModel}
 * serves a head that was trained in this process, on the vectors of a frozen encoder or on runs of characters. All hold
 * native memory: whoever opens one closes it. A call after that throws {@link IllegalStateException}.
 */
@NullMarked
package dev.tokka.finetune.classification;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * A small HTTP service with a {@link dev.tokka.DomainModel} inside: a page that asks, answers that appear as they are
 * written, and citations that open the document they quote.
 *
 * <p>{@link dev.tokka.examples.service.DownstreamService} is the program; {@link
 * dev.tokka.examples.service.AnswerServer} is what a service of your own would take from it.
 */
@NullMarked
package dev.tokka.examples.service;

import org.jspecify.annotations.NullMarked;

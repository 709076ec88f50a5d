package io.hostward.lab.task;

import io.hostward.lab.vim.Ref;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to do.
 *
 * @param descriptionId {@code FileManager.moveDatastoreFile} and the like
 * @param entity what it is about; null if about nothing in the inventory
 * @param entityName that entity's name
 * @param user who asked for it
 * @param work what is done; its result is the task's, a {@code VimFault} its error
 */
public record TaskOrder(
    String descriptionId,
    @Nullable Ref entity,
    @Nullable String entityName,
    String user,
    Callable<? extends @Nullable Object> work) {}

#pragma once

namespace penumbra::ui {

/// Lets the window's thread go first: lowers the priority of the calling thread and of the threads
/// that it starts from now on.
void lower_thread_priority();

/// Threads for a job beside the window: all cores but one, at least one.
int background_threads();

}  // namespace penumbra::ui

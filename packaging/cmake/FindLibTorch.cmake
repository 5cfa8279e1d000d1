# LibTorch as imported targets, from the folder that holds lib/ and include/ (PENUMBRA_LIBTORCH); where
# none is named, the one that packaging/setup.sh keeps in the cache folder.
# The wheel's own TorchConfig.cmake asks for a CUDA toolkit even where only the CPU is used.
#
#   LibTorch::LibTorch   headers and libraries
if(NOT PENUMBRA_LIBTORCH)
  set(cache_folder "$ENV{XDG_CACHE_HOME}")
  if(NOT cache_folder)
    set(cache_folder "$ENV{HOME}/.cache")
  endif()
  foreach(flavour cuda cpu)
    if(EXISTS ${cache_folder}/penumbra/torch-2.12.1-${flavour}/torch)
      set(PENUMBRA_LIBTORCH ${cache_folder}/penumbra/torch-2.12.1-${flavour}/torch)
      break()
    endif()
  endforeach()
endif()
find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
          HINTS ${PENUMBRA_LIBTORCH}/include NO_DEFAULT_PATH)
find_library(LibTorch_CPU torch_cpu HINTS ${PENUMBRA_LIBTORCH}/lib NO_DEFAULT_PATH)
find_library(LibTorch_C10 c10 HINTS ${PENUMBRA_LIBTORCH}/lib NO_DEFAULT_PATH)
set(libtorch_needs LibTorch_INCLUDE_DIR LibTorch_CPU LibTorch_C10)
if(PENUMBRA_CUDA)
  find_library(LibTorch_CUDA torch_cuda HINTS ${PENUMBRA_LIBTORCH}/lib NO_DEFAULT_PATH)
  find_library(LibTorch_C10_CUDA c10_cuda HINTS ${PENUMBRA_LIBTORCH}/lib NO_DEFAULT_PATH)
  list(APPEND libtorch_needs LibTorch_CUDA LibTorch_C10_CUDA)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch REQUIRED_VARS ${libtorch_needs}
  REASON_FAILURE_MESSAGE "set PENUMBRA_LIBTORCH to a LibTorch folder, or run ./packaging/run.sh, which installs one")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  # -idirafter: LibTorch brings its own fmt, which must not hide the one that spdlog was built with.
  # -Wno-maybe-uninitialized: GCC 12 at -O3 warns of the optional fields of LibTorch's option structs.
  foreach(folder ${LibTorch_INCLUDE_DIR} ${LibTorch_INCLUDE_DIR}/torch/csrc/api/include)
    target_compile_options(LibTorch::LibTorch INTERFACE
      "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-idirafter ${folder}>"
      "$<$<COMPILE_LANGUAGE:CUDA>:SHELL:-isystem ${folder}>")
  endforeach()
  target_compile_options(LibTorch::LibTorch INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
  cmake_path(GET LibTorch_CPU PARENT_PATH libtorch_lib)
  target_link_options(LibTorch::LibTorch INTERFACE -Wl,-rpath,${libtorch_lib}
                      -Wl,--allow-shlib-undefined)
  if(PENUMBRA_CUDA)
    target_link_libraries(LibTorch::LibTorch INTERFACE -Wl,--no-as-needed ${LibTorch_CUDA}
                          ${LibTorch_C10_CUDA} -Wl,--as-needed)
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE ${LibTorch_CPU} ${LibTorch_C10})
endif()

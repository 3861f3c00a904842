-- Creates seen_dataset: each shared row as it was last seen or written, so that what others change is noticed and told
-- No types: a value is kept exactly as it is stored there. An existing database is seen as it stands now; what was before is nobody's news.

CREATE TABLE seen_dataset (
    id INTEGER PRIMARY KEY,
    name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, path_on_hive, job_number,
    imaris_file_path, channels, z_layers_total, z_layers_current, ribbons_total, ribbons_finished, tiles_total,
    tiles_finished, tiles_x, tiles_y, resolution_xy, resolution_z, imaging_no_progress_time,
    processing_no_progress_time, processing_summary, z_layers_checked, keep_composites, delete_405, created,
    modality, is_brain, peace_json_created, imaging_summary, moved, moving, paused, public, instrument_id,
    imaging_start, imaging_end, scheduler_posted, scheduler_record_id, scheduler_notified
);

INSERT INTO seen_dataset
SELECT
    id, name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, path_on_hive, job_number,
    imaris_file_path, channels, z_layers_total, z_layers_current, ribbons_total, ribbons_finished, tiles_total,
    tiles_finished, tiles_x, tiles_y, resolution_xy, resolution_z, imaging_no_progress_time,
    processing_no_progress_time, processing_summary, z_layers_checked, keep_composites, delete_405, created,
    modality, is_brain, peace_json_created, imaging_summary, moved, moving, paused, public, instrument_id,
    imaging_start, imaging_end, scheduler_posted, scheduler_record_id, scheduler_notified
FROM dataset;
